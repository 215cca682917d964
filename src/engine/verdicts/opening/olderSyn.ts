/** A SYN that goes unanswered while the same address, with a newer timestamp, is served: dropped by timestamp. */
import { EndpointBit, Flag, TcpState } from '../../../contracts/abi'
import type { FlowRecord } from '../../flowRecord'
import type { CaptureFacts } from '../rule'
import { type FlowStory, type Found, hasFlags, otherEndpoint } from '../story'

export interface OlderSyn {
  readonly syn: Found
  /** The connection from the same address that the server took, and its segment with the newer timestamp. */
  readonly other: FlowStory
  readonly newer: Found
  readonly synStamp: number
  readonly newerStamp: number
}

/** So long a server holds the timestamps of an address against its SYNs (Linux: TCP_PAWS_MSL), ns. */
const HELD_NS = 60e9
/** Flows looked at on either side. */
const REACH = 100

/** Null where the flow is no such case. Looks at packets for SYNs alone that were repeated in vain. */
export function olderSyn(flow: FlowRecord, capture: CaptureFacts): OlderSyn | null {
  const client = flow.clientIndex
  const server = flow.index('server')
  if (flow.state(client) !== TcpState.SYN_SENT || flow.synRetransmissions === 0) return null
  if (!flow.endpointHas(client, EndpointBit.TIMESTAMPS) || flow.endpointHas(server, EndpointBit.ACTIVE)) return null
  const story = capture.story(flow)
  const port = flow.port(server)
  const from = flow.address(client)
  const { isIpv6 } = flow
  const other = story.nearby((each) => {
    const near = each.clientIndex
    // Most are other hosts' flows: their addresses, as numbers, tell at once.
    if (!isIpv6 && each.address(near) !== from) return false
    const far = otherEndpoint(near)
    if (each.port(far) !== port || !each.endpointHas(far, EndpointBit.SYN_ACK_SEEN)) return false
    if (!each.endpointHas(near, EndpointBit.TIMESTAMPS) || each.roughFirstNs > flow.roughFirstNs) return false
    if (flow.roughFirstNs - each.roughLastNs > HELD_NS) return false
    return story.addressIn(each, near) === story.address(client) && story.addressIn(each, far) === story.address(server)
  }, REACH)
  return other === null ? null : compare(story, other)
}

function compare(story: FlowStory, other: FlowStory): OlderSyn | null {
  const syn = story.firstSegment
  const near = other.flow.clientIndex
  const newer = other.last((segment) => segment.sender === near && !hasFlags(segment, Flag.RST), syn.index - 1)
  if (newer === null) return null
  const [synPacket, newerPacket] = [story.packet(syn), other.packet(newer)]
  if (!synPacket?.hasTimestamps || !newerPacket?.hasTimestamps) return null
  if (((synPacket.timestamp - newerPacket.timestamp) | 0) >= 0) return null
  return { syn, other, newer, synStamp: synPacket.timestamp, newerStamp: newerPacket.timestamp }
}
