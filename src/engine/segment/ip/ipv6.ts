/** IPv6 (RFC 8200). */
import { ipv6Text } from '../../flows/address'
import { hexNumber } from '../frameBytes'
import { type Dissect, follow, stop } from '../layer'
import { nextHeaderNode } from './extensionHeaders'
import { afterProtocol } from './protocol'
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
    frame.node('ipv6.version', 'Version', first >>> 28, at, 1, '', [
      frame.node('ip.version', 'Version of IP', first >>> 28, at, 1),
    ]),
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
