/** BSD loopback: an address family before the packet. */
import { hexNumber } from '../frameBytes'
import { type Dissect, follow, type LayerName, stop } from '../layer'
import { afterEthertype, LENGTH_MAX } from './ethertype'

const HEADER = 4
const PPP_ADDRESS_CONTROL = 0xff03
const LOW_WORD = 0xffff
// AF_INET is 2 everywhere; AF_INET6: 10 Linux, 24 NetBSD and OpenBSD, 28 FreeBSD, 30 macOS.
const FAMILIES: ReadonlyMap<number, LayerName> = new Map<number, LayerName>([
  [2, 'ipv4'],
  [10, 'ipv6'],
  [24, 'ipv6'],
  [28, 'ipv6'],
  [30, 'ipv6'],
])

function afterFamily(family: number): LayerName | null {
  return FAMILIES.get(family) ?? (family > LENGTH_MAX && family <= LOW_WORD ? afterEthertype(family) : null)
}

export const nullLoopback: Dissect = (frame, span) => {
  const { at, end } = span
  if (!frame.holds(at, HEADER, end)) return stop(frame.broken('null', 'Loopback', span, HEADER))
  if (frame.u16(at) === PPP_ADDRESS_CONTROL) return { nodes: [], next: follow('pppHdlc', at, end) }
  const little = frame.littleU32(at)
  const big = frame.u32(at)
  // Families are small, so the half that is zero tells the byte order.
  const candidates = little <= LOW_WORD ? [little, big >>> 16] : [big, big >>> 16, little >>> 16]
  const family = candidates.find((candidate) => afterFamily(candidate) !== null) ?? candidates[0] ?? 0
  const layer = afterFamily(family)
  const meaning = layer === 'ipv4' ? 'IPv4' : layer === 'ipv6' ? 'IPv6' : ''
  const children = [frame.node('null.family', 'Address family', family, at, HEADER, meaning)]
  const node = frame.node('null', 'Loopback', hexNumber(big, 8), at, HEADER, '', children)
  return { nodes: [node], next: follow(layer, at + HEADER, end) }
}
