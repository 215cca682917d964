/** The layer that a frame of a link type begins with, and the rarer of those layers. */
import { LinkType } from '../../../contracts/abi'
import type { Frame, LayerName } from '../frame'
import { afterEthertype } from './ethertype'

const LAYERS: ReadonlyMap<number, LayerName> = new Map<number, LayerName>([
  [LinkType.ETHERNET, 'ethernet'],
  [LinkType.LINUX_SLL, 'cooked'],
  [LinkType.LINUX_SLL2, 'cooked2'],
  [LinkType.NULL, 'nullLoopback'],
  [LinkType.LOOP, 'nullLoopback'],
  [LinkType.RAW, 'ipv4'],
  [LinkType.RAW_BSD, 'ipv4'],
  [LinkType.RAW_OPENBSD, 'ipv4'],
  [LinkType.IPV4, 'ipv4'],
  [LinkType.IPV6, 'ipv6'],
  [LinkType.PPP, 'pppHdlc'],
  [LinkType.PPP_HDLC, 'pppHdlc'],
  [LinkType.PPP_ETHER, 'pppoe'],
  [LinkType.C_HDLC, 'ciscoHdlc'],
  [LinkType.FDDI, 'fddi'],
  [LinkType.IEEE802_5, 'tokenRing'],
  [LinkType.IEEE802_11, 'wlan'],
  [LinkType.IEEE802_11_PRISM, 'prism'],
  [LinkType.IEEE802_11_RADIOTAP, 'radiotap'],
  [LinkType.IEEE802_11_AVS, 'avs'],
  [LinkType.PPI, 'ppi'],
  [LinkType.NFLOG, 'nflog'],
  [LinkType.PKTAP, 'pktap'],
  [LinkType.IPOIB, 'ipOverInfiniband'],
  [LinkType.SLIP, 'slip'],
])

/** null: nothing is known of such frames. */
export const afterLinkType = (linkType: number): LayerName | null => LAYERS.get(linkType) ?? null

/** Where the card stood, among others: all of it goes but the link type. */
export function ppi(frame: Frame): LayerName | null {
  if (!frame.holds(8)) return null
  const length = frame.little16(2)
  const linkType = frame.little32(4)
  if (length < 8 || !frame.holds(length)) return null
  frame.blank(8, length)
  frame.advance(length)
  return afterLinkType(linkType)
}

/** Apple's packet tap names the interface and the process: they go. */
export function pktap(frame: Frame): LayerName | null {
  if (!frame.holds(12) || frame.little32(4) !== 1) return null
  const length = frame.little32(0)
  const linkType = frame.little32(8)
  if (length < 12 || !frame.holds(length)) return null
  frame.blank(12, length)
  frame.advance(length)
  return afterLinkType(linkType)
}

const INFINIBAND_ROUTING = 40
const INFINIBAND_HEADER = 44

export function ipOverInfiniband(frame: Frame): LayerName | null {
  if (!frame.holds(INFINIBAND_HEADER)) return null
  const type = frame.u16(INFINIBAND_ROUTING)
  frame.blank(0, INFINIBAND_ROUTING)
  frame.advance(INFINIBAND_HEADER)
  return afterEthertype(type)
}

const SLIP_HEADER = 16

/** Behind direction and type the header repeats bytes of the packet. */
export function slip(frame: Frame): LayerName | null {
  if (!frame.holds(SLIP_HEADER) || (frame.u8(1) & 0xf0) !== 0x40) return null
  frame.blank(2, SLIP_HEADER)
  frame.advance(SLIP_HEADER)
  return 'ipv4'
}

const NFLOG_INET = 2
const NFLOG_INET6 = 10
const NFLOG_HEADER = 4
const PACKET_HEADER = 1
const PAYLOAD = 9

/** Attributes, of which all but the packet and its header go: rules, users, interfaces, addresses. */
export function nflog(frame: Frame): LayerName | null {
  if (!frame.holds(NFLOG_HEADER) || frame.u8(1) !== 0) return null
  const family = frame.u8(0)
  if (family !== NFLOG_INET && family !== NFLOG_INET6) return null
  frame.advance(NFLOG_HEADER)
  while (frame.holds(4)) {
    const isBig = (frame.little16(2) & 0xff) === 0 && frame.little16(2) > 0xff
    const length = isBig ? frame.u16(0) : frame.little16(0)
    const type = (isBig ? frame.u16(2) : frame.little16(2)) & 0x7fff
    if (length < 4) return null
    if (type === PAYLOAD) {
      frame.advance(4)
      frame.narrow(length - 4)
      return family === NFLOG_INET ? 'ipv4' : 'ipv6'
    }
    const padded = Math.ceil(length / 4) * 4
    if (!frame.holds(padded)) return null
    frame.blank(type === PACKET_HEADER ? length : 4, padded)
    frame.advance(padded)
  }
  return null
}
