/** Headers around a frame of which little matters here: taken as a whole, and passed. */
import { ipv6Text } from '../../flows/address'
import { type FrameBytes, hexNumber } from '../frameBytes'
import { type Dissect, follow, type LayerName, stop } from '../layer'
import { afterEthertype, ethertypeName } from './ethertype'

/** Length of a header whose first `least` bytes were captured, and the layer behind it. */
type Read = (frame: FrameBytes, at: number) => { readonly length: number; readonly layer: LayerName | null }

function wrapper(filter: string, name: string, least: number, read: Read): Dissect {
  return (frame, span) => {
    const { at, end } = span
    if (!frame.holds(at, least, end)) return stop(frame.broken(filter, name, span, least))
    const { length, layer } = read(frame, at)
    if (length < least || !frame.holds(at, length, end)) {
      return stop(frame.broken(filter, name, span, Math.max(length, least)))
    }
    const child = frame.node('', 'Header', frame.hex(at, length), at, length)
    const node = frame.node(filter, name, `${length} bytes`, at, length, '', [child])
    return { nodes: [node], next: follow(layer, at + length, end) }
  }
}

const IPOIB_HEADER = 44
const IPOIB_DESTINATION = 24
const IPOIB_TYPE = 40

/** IP over InfiniBand: a global routing header, then an Ethertype and two reserved bytes (RFC 4391 §6). */
export const ipoib: Dissect = (frame, span) => {
  const { at, end } = span
  if (!frame.holds(at, IPOIB_HEADER, end)) return stop(frame.broken('ipoib', 'IP over InfiniBand', span, IPOIB_HEADER))
  const type = frame.u16(at + IPOIB_TYPE)
  const children = [
    frame.node('ipoib.dgid', 'Destination', ipv6Text(frame.bytes, at + IPOIB_DESTINATION), at + IPOIB_DESTINATION, 16),
    frame.node('ipoib.type', 'Type', hexNumber(type, 4), at + IPOIB_TYPE, 2, ethertypeName(type)),
  ]
  const node = frame.node('ipoib', 'IP over InfiniBand', '', at, IPOIB_HEADER, '', children)
  return { nodes: [node], next: follow(afterEthertype(type), at + IPOIB_HEADER, end) }
}

/** Cisco FabricPath: forwarding tag and time to live, then the Ethernet frame that it carries. */
export const fabricPath = wrapper('cfp', 'FabricPath', 2, () => ({ length: 2, layer: 'ethernet' }))
/** IEEE 802.1ah: the service identifier, then a customer's whole Ethernet frame. */
export const backboneTag = wrapper('ieee8021ah', 'Backbone service tag', 4, () => ({ length: 4, layer: 'ethernet' }))

const SLIP_TYPE_IPV4 = 0x4
/** SLIP as libpcap writes it: direction, then the packet's (maybe compressed) header. */
export const slip = wrapper('slip', 'SLIP', 16, (frame, at) => ({
  length: 16,
  layer: frame.u8(at + 1) >> 4 === SLIP_TYPE_IPV4 ? 'ipv4' : null,
}))

const AVS_MAGIC = 0x80211
const PRISM_HEADER = 144

/** AVS monitoring header, then IEEE 802.11. */
export const avs = wrapper('wlancap', 'AVS header', 8, (frame, at) => ({ length: frame.u32(at + 4), layer: 'wlan' }))
/** Prism monitoring header; the same link type carries AVS headers, which begin with a magic number. */
export const prism = wrapper('prism', 'Prism header', 8, (frame, at) =>
  frame.u32(at) >>> 12 === AVS_MAGIC
    ? { length: frame.u32(at + 4), layer: 'wlan' }
    : { length: PRISM_HEADER, layer: 'wlan' },
)

const TOKEN_RING_HEADER = 14
const TOKEN_RING_SOURCE = 8
const HAS_ROUTE = 0x80
const ROUTE_LENGTH = 0x1f

/** IEEE 802.5; the group bit of a source address says that routing information follows. */
export const tokenRing = wrapper('tr', 'Token ring', TOKEN_RING_HEADER, (frame, at) => {
  const hasRoute = (frame.u8(at + TOKEN_RING_SOURCE) & HAS_ROUTE) !== 0
  const route = hasRoute ? frame.u8(at + TOKEN_RING_HEADER) & ROUTE_LENGTH : 0
  return { length: TOKEN_RING_HEADER + route, layer: frame.u8(at + 1) >> 6 === 1 ? 'llc' : null }
})

const NFLOG_PAYLOAD = 9
const NFLOG_FAMILIES: ReadonlyMap<number, LayerName> = new Map<number, LayerName>([
  [2, 'ipv4'],
  [10, 'ipv6'],
])

/** Linux's netfilter log: attributes padded to 4 bytes, in the capturing machine's byte order; one is the packet. */
export const nflog = wrapper('nflog', 'Linux netfilter log', 4, (frame, at) => {
  let length = 4
  while (at + length + 4 <= frame.captured) {
    const little = frame.littleU16(at + length + 2)
    const isBig = (little & 0xff) === 0 && little > 0xff
    const size = isBig ? frame.u16(at + length) : frame.littleU16(at + length)
    const type = (isBig ? frame.u16(at + length + 2) : little) & 0x7fff
    if (type === NFLOG_PAYLOAD) return { length: length + 4, layer: NFLOG_FAMILIES.get(frame.u8(at)) ?? null }
    if (size < 4) break
    length += Math.ceil(size / 4) * 4
  }
  return { length: Math.min(length, frame.captured - at), layer: null }
})
