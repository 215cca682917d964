/** Data that was sent and not acknowledged at the end of the capture, and how often it was tried. */
import { EndpointBit, FlowBit, TcpState } from '../../../contracts/abi'
import type { EndpointIndex, FlowRecord } from '../../flowRecord'
import { type FlowStory, type Found, finBitOf, isAtOrAfter, otherEndpoint } from '../story'

/** Payload bytes of an endpoint that its peer has not acknowledged; 0 where the peer's ACKs weren't seen. */
export function outstanding(flow: FlowRecord, endpoint: EndpointIndex): number {
  const peer = otherEndpoint(endpoint)
  if (!flow.endpointHas(endpoint, EndpointBit.DATA_SEEN) || !flow.endpointHas(peer, EndpointBit.ACK_SEEN)) return 0
  const end = flow.has(finBitOf(endpoint)) ? flow.finEnd(endpoint) - 1 : flow.sndNxt(endpoint)
  // Negative where the peer acknowledged what the capture lacks.
  return Math.max(0, (end - flow.lastAck(peer)) | 0)
}

const isLive = (flow: FlowRecord): boolean =>
  !flow.has(FlowBit.RESET) && flow.state(0) !== TcpState.CLOSED && flow.state(1) !== TcpState.CLOSED

/** The endpoint whose data waits for an ACK on a connection that lives, or null. */
export function waitingForAck(flow: FlowRecord): EndpointIndex | null {
  if (!isLive(flow)) return null
  // A closed window explains the wait: the zero-window rule's case.
  for (const endpoint of [0, 1] as const) {
    const isShut = flow.endpointHas(otherEndpoint(endpoint), EndpointBit.WINDOW_CLOSED)
    if (!isShut && outstanding(flow, endpoint) > 0) return endpoint
  }
  return null
}

/** The tries to send the oldest byte that is not acknowledged. */
export interface Tries {
  readonly first: Found
  readonly last: Found
  readonly count: number
  /** Payload of the largest and the smallest try, bytes. */
  readonly largest: number
  readonly smallest: number
}

/** Null where no try was captured. */
export function triesOf(story: FlowStory, endpoint: EndpointIndex): Tries | null {
  const unacked = story.flow.lastAck(otherEndpoint(endpoint))
  let tries: Tries | null = null
  story.last((segment) => {
    if (segment.sender !== endpoint || segment.length === 0) return false
    const end = segment.seq + segment.length
    // What was sent before the oldest unacknowledged byte was acknowledged: the tries begin after it.
    if (!isAtOrAfter(end - 1, unacked)) return true
    if (!isAtOrAfter(unacked, segment.seq)) return false
    const found = story.foundAt(segment.index)
    const { length } = segment
    tries = {
      first: found,
      last: tries?.last ?? found,
      count: (tries?.count ?? 0) + 1,
      largest: Math.max(tries?.largest ?? 0, length),
      smallest: Math.min(tries?.smallest ?? length, length),
    }
    return false
  })
  return tries
}
