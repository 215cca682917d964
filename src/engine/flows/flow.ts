/** A flow record as contracts/flow.ts has it: for the rows on screen, not for all flows at once. */
import { ANALYSIS_FLAGS, FlowBit } from '../../contracts/abi'
import type { Endpoint, Flow, Sides } from '../../contracts/flow'
import { ANALYSIS_NAMES, certaintyName, stateName } from '../../contracts/names'
import { flowId } from '../../contracts/units'
import type { Core } from '../core'
import { type EndpointIndex, FlowRecord } from '../flowRecord'
import { endCode } from '../kernel/join'
import { SegmentRecord } from '../segmentRecord'
import type { Judge } from '../verdicts/judge'
import { addressText } from './address'
import { readClose } from './close'
import { gapsOf } from './gaps'
import { handshakeRttNs } from './handshake'
import { readService } from './service'
import { stuckSince } from './stuckSince'
import { readZeek } from './zeek'

/** Reads one flow whole, with its verdict. */
export function readFlow(core: Core, id: number, judge: Judge): Flow {
  const flow = new FlowRecord(core).at(id)
  const first = new SegmentRecord(core).at(flow.firstSegment)
  const last = new SegmentRecord(core).at(flow.lastSegment)
  const client = flow.index('client')
  const server = flow.index('server')
  const sides = <T>(read: (endpoint: EndpointIndex) => T): Sides<T> => ({ client: read(client), server: read(server) })
  const facts = {
    flow: flowId(id),
    client: readEndpoint(core, flow, client),
    server: readEndpoint(core, flow, server),
    clientKnown: flow.has(FlowBit.CLIENT_KNOWN),
    first: first.time,
    last: last.time,
    frames: { first: first.frame, last: last.frame },
    segments: sides((endpoint) => flow.segments(endpoint)),
    bytes: sides((endpoint) => flow.bytes(endpoint)),
    payload: sides((endpoint) => flow.payload(endpoint)),
    state: sides((endpoint) => stateName(flow.state(endpoint))),
    certainty: sides((endpoint) => certaintyName(flow.certainty(endpoint))),
    handshake: {
      complete: flow.has(FlowBit.HANDSHAKE_COMPLETE),
      synRetransmissions: flow.synRetransmissions,
      synAckRetransmissions: flow.synAckRetransmissions,
      rttNs: handshakeRttNs(core, flow),
    },
    close: readClose(flow),
    rtt: readRtt(core, flow),
    analysis: readAnalysis(flow),
    retransmitted: sides((endpoint) => flow.retransmitted(endpoint)),
    late: sides((endpoint) => flow.late(endpoint)),
    completeness: flow.completeness,
    gaps: sides((endpoint) => gapsOf(core, flow, endpoint)),
    zeek: readZeek(core, flow),
    service: readService(core, flow),
  }
  const judged = judge.explain(id)
  const { kernel } = judge.facts
  const processes = kernel && sides((endpoint) => kernel.processOf(endCode(id, endpoint)))
  return {
    ...facts,
    ...judged,
    stuckSince: stuckSince(core, id, judged.verdict),
    ...(processes === undefined ? {} : { processes }),
  }
}

/** Address and port of one endpoint. */
export function readEndpoint(core: Core, flow: FlowRecord, endpoint: EndpointIndex): Endpoint {
  return { address: addressText(core, flow, endpoint), port: flow.port(endpoint) }
}

function readRtt(core: Core, flow: FlowRecord): Flow['rtt'] {
  const median = flow.rttSamples === 0 ? null : core.rttMedian(flow.id)
  return median === null ? null : { min: flow.rttMin, median, max: flow.rttMax, samples: flow.rttSamples }
}

function readAnalysis(flow: FlowRecord): Flow['analysis'] {
  const counts: { -readonly [Name in keyof Flow['analysis']]: number } = {}
  if (!flow.hasAnalysis) return counts
  for (let bit = 0; bit < ANALYSIS_FLAGS; bit += 1) {
    const name = ANALYSIS_NAMES[bit]
    const count = flow.analysisCount(bit)
    if (name && count > 0) counts[name] = count
  }
  return counts
}
