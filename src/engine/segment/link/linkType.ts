/** The layer that a frame of a link type begins with (https://www.tcpdump.org/linktypes.html). */
import { LinkType } from '../../../contracts/abi'
import { type Dissect, follow, type LayerName, stop } from '../layer'

const LINK_LAYERS: ReadonlyMap<number, LayerName> = new Map<number, LayerName>([
  [LinkType.NULL, 'null'],
  [LinkType.LOOP, 'null'],
  [LinkType.ETHERNET, 'ethernet'],
  [LinkType.IEEE802_5, 'tokenRing'],
  [LinkType.SLIP, 'slip'],
  [LinkType.PPP, 'pppHdlc'],
  [LinkType.PPP_HDLC, 'pppHdlc'],
  [LinkType.PPP_ETHER, 'pppoe'],
  [LinkType.C_HDLC, 'chdlc'],
  [LinkType.FDDI, 'fddi'],
  [LinkType.RAW, 'ipv4'],
  [LinkType.RAW_BSD, 'ipv4'],
  [LinkType.RAW_OPENBSD, 'ipv4'],
  [LinkType.IPV4, 'ipv4'],
  [LinkType.IPV6, 'ipv6'],
  [LinkType.IEEE802_11, 'wlan'],
  [LinkType.IEEE802_11_PRISM, 'prism'],
  [LinkType.IEEE802_11_RADIOTAP, 'radiotap'],
  [LinkType.IEEE802_11_AVS, 'avs'],
  [LinkType.PPI, 'ppi'],
  [LinkType.NFLOG, 'nflog'],
  [LinkType.IPOIB, 'ipoib'],
  [LinkType.PKTAP, 'pktap'],
  [LinkType.LINUX_SLL, 'sll'],
  [LinkType.LINUX_SLL2, 'sll2'],
])

export const afterLinkType = (linkType: number): LayerName | null => LINK_LAYERS.get(linkType) ?? null

/** A header that holds its length and the link type of what follows, little-endian. */
function typedWrapper(filter: string, name: string, least: number, typeAt: number, isLong: boolean): Dissect {
  return (frame, span) => {
    const { at, end } = span
    if (!frame.holds(at, least, end)) return stop(frame.broken(filter, name, span, least))
    const length = isLong ? frame.littleU32(at) : frame.littleU16(at + 2)
    if (length < least || !frame.holds(at, length, end)) {
      return stop(frame.broken(filter, name, span, Math.max(length, least)))
    }
    const linkType = frame.littleU32(at + typeAt)
    const child = frame.node(`${filter}.dlt`, 'Link type', linkType, at + typeAt, 4)
    const node = frame.node(filter, name, `${length} bytes`, at, length, '', [child])
    return { nodes: [node], next: follow(afterLinkType(linkType), at + length, end) }
  }
}

/** Per-packet information. */
export const ppi = typedWrapper('ppi', 'Per-packet information', 8, 4, false)
/** Apple's packet tap. */
export const pktap = typedWrapper('pktap', 'Apple PKTAP', 12, 8, true)
