/** What flows are matched by, from the core's columns alone: no frame is read for it. */
import { EndpointBit } from '../../contracts/abi'
import type { Endpoint, Side } from '../../contracts/flow'
import { FlowRecord } from '../flowRecord'
import { readEndpoint } from '../flows/flow'
import { SegmentRecord } from '../segmentRecord'
import type { CaptureEnd } from './captureEnd'

export interface SideFacts extends Endpoint {
  /** Initial sequence number; null: its SYN is not in this capture. */
  readonly iss: number | null
  /** Its initial sequence number, or one near it; null: nothing of this side is in this capture. */
  readonly origin: number | null
}

export interface FlowFacts {
  readonly flow: number
  /** Segments of both sides. */
  readonly segments: number
  readonly client: SideFacts
  readonly server: SideFacts
}

export const endpointKey = ({ address, port }: Endpoint): string => `${address} ${port}`
/** The same for both directions. */
export function tupleKey({ client, server }: FlowFacts): string {
  const keys = [endpointKey(client), endpointKey(server)]
  return keys.sort().join(' ')
}

export function readFlowFacts(end: CaptureEnd): FlowFacts[] {
  const { core } = end
  const record = new FlowRecord(core)
  return Array.from({ length: core.flowCount() }, (_, flow) => {
    record.at(flow)
    const factsOf = (side: Side): SideFacts => {
      const endpoint = record.index(side)
      const hasSyn =
        record.endpointHas(endpoint, EndpointBit.SYN_SEEN) || record.endpointHas(endpoint, EndpointBit.SYN_ACK_SEEN)
      const isKnown =
        record.endpointHas(endpoint, EndpointBit.ACTIVE) || record.endpointHas(endpoint, EndpointBit.ISS_KNOWN)
      const origin = isKnown ? record.iss(endpoint) : null
      return { ...readEndpoint(core, record, endpoint), iss: hasSyn ? origin : null, origin }
    }
    const segments = record.segments(0) + record.segments(1)
    return { flow, segments, client: factsOf('client'), server: factsOf('server') }
  })
}

/** One segment as far as the columns tell. */
export interface ColumnSegment {
  readonly from: Side
  readonly seq: number
  readonly length: number
  readonly flags: number
}

/** Segments compared at most: enough to choose among flows of one 4-tuple. */
const MOST_COMPARED = 20_000

export function columnSegments({ core }: CaptureEnd, flow: number): ColumnSegment[] {
  const record = new FlowRecord(core).at(flow)
  const cursor = new SegmentRecord(core)
  return Array.from(core.replay(flow).segment.slice(0, MOST_COMPARED), (index) => {
    const { sender, seq, length, flags } = cursor.at(index)
    return { from: record.side(sender), seq, length, flags }
  })
}
