/** Sequence numbers that a side sent and the capture doesn't hold. */
import { Analysis, EndpointBit } from '../../contracts/abi'
import type { Gaps } from '../../contracts/flow'
import type { Core } from '../core'
import type { EndpointIndex, FlowRecord } from '../flowRecord'

const LOST_SEGMENT_BIT = Math.log2(Analysis.LOST_SEGMENT)
const ACK_LOST_SEGMENT_BIT = Math.log2(Analysis.ACK_LOST_SEGMENT)
const NONE: Gaps = { count: 0, bytes: 0 }

/** Whether a flow can have gaps at all: most have none. Allocates nothing. */
export const mayHaveGaps = (flow: FlowRecord): boolean =>
  flow.hasAnalysis && flow.analysisCount(LOST_SEGMENT_BIT) + flow.analysisCount(ACK_LOST_SEGMENT_BIT) > 0

/** What of an endpoint's bytes was never seen: between segments, and beyond the last one as far as its peer acknowledges. */
export function gapsOf(core: Core, flow: FlowRecord, endpoint: EndpointIndex): Gaps {
  if (!mayHaveGaps(flow)) return NONE
  const peer = (1 - endpoint) as EndpointIndex
  const canTell = flow.endpointHas(endpoint, EndpointBit.ACTIVE) && flow.endpointHas(peer, EndpointBit.ACK_SEEN)
  const beyond =
    canTell && flow.analysisCount(ACK_LOST_SEGMENT_BIT) > 0 ? (flow.lastAck(peer) - flow.sndNxt(endpoint)) | 0 : 0
  const count = core.gapCount(flow.id, endpoint) + (beyond > 0 ? 1 : 0)
  return { count, bytes: core.gapBytes(flow.id, endpoint) + Math.max(0, beyond) }
}
