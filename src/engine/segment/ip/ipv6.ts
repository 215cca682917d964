/** IPv6 and its extension headers (RFC 8200, RFC 4302). */
import type { FieldNode } from '../../../contracts/engine'
import { ipv6Text } from '../../flows/address'
import { type FrameBytes, hexNumber } from '../frameBytes'
import { type Dissect, follow, stop } from '../layer'
import { afterProtocol, protocolName } from './protocol'
import { trafficClassNode } from './trafficClass'

const HEADER = 40
const PAYLOAD_LENGTH = 4
const NEXT_HEADER = 6
const HOP_LIMIT = 7
const SOURCE = 8
const DESTINATION = 24

export const ipv6: Dissect = (frame, span, walk) => {
  const { at, end } = span
  if (!frame.holds(at, HEADER, end)) return stop(frame.broken('ipv6', 'IPv6', span, HEADER))
  const length = frame.u16(at + PAYLOAD_LENGTH)
  const first = frame.u32(at)
  const source = ipv6Text(frame.bytes, at + SOURCE)
  const destination = ipv6Text(frame.bytes, at + DESTINATION)
  const next = frame.u8(at + NEXT_HEADER)
  const room = end - at - HEADER
  const meaning =
    length === 0
      ? 'A jumbogram, or left empty by segmentation offload: the frame ends the packet.'
      : length > room
        ? `Malformed: ${room} bytes are left in what carries it.`
        : ''
  const children = [
    frame.node('ipv6.version', 'Version', first >>> 28, at, 1),
    trafficClassNode(frame, 'ipv6.tclass', at, 2, (first >>> 20) & 0xff),
    frame.node('ipv6.flow', 'Flow label', hexNumber(first & 0xfffff, 5), at + 1, 3),
    frame.node('ipv6.plen', 'Payload length', length, at + PAYLOAD_LENGTH, 2, meaning),
    nextHeaderNode(frame, 'ipv6.nxt', at + NEXT_HEADER),
    frame.node('ipv6.hlim', 'Hop limit', frame.u8(at + HOP_LIMIT), at + HOP_LIMIT, 1, 'Hops it may still take.'),
    frame.node('ipv6.src', 'Source', source, at + SOURCE, 16),
    frame.node('ipv6.dst', 'Destination', destination, at + DESTINATION, 16),
  ]
  walk.network = {
    source: at + SOURCE,
    destination: at + DESTINATION,
    addressBytes: 16,
    isFragment: false,
    isRerouted: false,
  }
  const node = frame.node('ipv6', 'IPv6', `${source} → ${destination}`, at, HEADER, '', children)
  const datagramEnd = length === 0 ? end : Math.min(end, at + HEADER + length)
  return { nodes: [node], next: follow(afterProtocol(next), at + HEADER, datagramEnd) }
}

function nextHeaderNode(frame: FrameBytes, filter: string, at: number): FieldNode {
  return frame.node(filter, 'Next header', frame.u8(at), at, 1, protocolName(frame.u8(at)))
}

/** A header that begins with next header and length: `unit` bytes each beyond `base`. */
function extension(
  filter: string,
  name: string,
  base: number,
  unit: number,
  more?: (frame: FrameBytes, at: number) => FieldNode[],
): Dissect {
  return (frame, span, walk) => {
    const { at, end } = span
    const length = frame.holds(at, 2, end) ? base + unit * frame.u8(at + 1) : base
    if (!frame.holds(at, length, end)) return stop(frame.broken(filter, name, span, length))
    if (filter === 'ipv6.routing' && frame.u8(at + SEGMENTS_LEFT) > 0 && walk.network !== null) {
      walk.network = { ...walk.network, isRerouted: true }
    }
    const children = [
      nextHeaderNode(frame, `${filter}.nxt`, at),
      frame.node(`${filter}.len_oct`, 'Length', `${length} bytes`, at + 1, 1),
      ...(more?.(frame, at) ?? []),
    ]
    const node = frame.node(filter, name, '', at, length, '', children)
    return { nodes: [node], next: follow(afterProtocol(frame.u8(at)), at + length, end) }
  }
}

const ROUTING_TYPE = 2
const SEGMENTS_LEFT = 3

export const hopByHop = extension('ipv6.hopopts', 'Hop-by-hop options', 8, 8)
export const destinationOptions = extension('ipv6.dstopts', 'Destination options', 8, 8)
export const routing = extension('ipv6.routing', 'Routing header', 8, 8, (frame, at) => [
  frame.node('ipv6.routing.type', 'Type', frame.u8(at + ROUTING_TYPE), at + ROUTING_TYPE, 1),
  frame.node('ipv6.routing.segleft', 'Segments left', frame.u8(at + SEGMENTS_LEFT), at + SEGMENTS_LEFT, 1),
])
export const authentication = extension('ah', 'Authentication header', 8, 4, (frame, at) => [
  frame.node('ah.spi', 'Security parameters', hexNumber(frame.u32(at + 4), 8), at + 4, 4),
])

const FRAGMENT_HEADER = 8

export const fragment: Dissect = (frame, span, walk) => {
  const { at, end } = span
  if (!frame.holds(at, FRAGMENT_HEADER, end)) {
    return stop(frame.broken('ipv6.fraghdr', 'Fragment header', span, FRAGMENT_HEADER))
  }
  const field = frame.u16(at + 2)
  const offset = field & 0xfff8
  const hasMore = (field & 1) !== 0
  if (walk.network !== null) walk.network = { ...walk.network, isFragment: hasMore || offset > 0 }
  const children = [
    nextHeaderNode(frame, 'ipv6.fraghdr.nxt', at),
    frame.node('ipv6.fraghdr.offset', 'Fragment offset', offset, at + 2, 2),
    frame.node('ipv6.fraghdr.more', 'More fragments', hasMore ? 'yes' : 'no', at + 3, 1),
    frame.node('ipv6.fraghdr.ident', 'Identification', hexNumber(frame.u32(at + 4), 8), at + 4, 4),
  ]
  const node = frame.node('ipv6.fraghdr', 'Fragment header', '', at, FRAGMENT_HEADER, '', children)
  return { nodes: [node], next: follow(offset > 0 ? null : afterProtocol(frame.u8(at)), at + FRAGMENT_HEADER, end) }
}
