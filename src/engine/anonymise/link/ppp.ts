/** PPP (RFC 1661, RFC 1662), over Ethernet (RFC 2516) and bridged (RFC 3518); Cisco's HDLC, which shares a link type. */
import type { Frame, LayerName } from '../frame'
import { afterEthertype } from './ethertype'

const ALL_STATIONS = 0xff
const CISCO: readonly number[] = [0x0f, 0x8f]
const PPPOE_HEADER = 6
const CISCO_HEADER = 4
const BRIDGE_HEADER = 2

export function pppHdlc(frame: Frame): LayerName | null {
  if (!frame.holds(2)) return null
  if (CISCO.includes(frame.u8(0))) return 'ciscoHdlc'
  if (frame.u8(0) === ALL_STATIONS) frame.advance(2)
  return 'ppp'
}

export function ppp(frame: Frame): LayerName | null {
  if (!frame.holds(1)) return null
  const isCompressed = (frame.u8(0) & 1) === 1
  if (!isCompressed && !frame.holds(2)) return null
  const protocol = isCompressed ? frame.u8(0) : frame.u16(0)
  frame.advance(isCompressed ? 1 : 2)
  switch (protocol) {
    case 0x0021:
    case 0x0800:
      return 'ipv4'
    case 0x0057:
    case 0x86dd:
      return 'ipv6'
    case 0x0281:
    case 0x0283:
      return 'mpls'
    case 0x0031:
      return 'bridged'
    default:
      return null
  }
}

export function bridged(frame: Frame): LayerName | null {
  if (!frame.holds(BRIDGE_HEADER) || frame.u8(1) !== 1) return null
  frame.advance(BRIDGE_HEADER)
  return 'ethernet'
}

export function pppoe(frame: Frame): LayerName | null {
  if (!frame.holds(PPPOE_HEADER)) return null
  const length = frame.u16(4)
  frame.advance(PPPOE_HEADER)
  frame.narrow(length)
  return 'ppp'
}

export function ciscoHdlc(frame: Frame): LayerName | null {
  if (!frame.holds(CISCO_HEADER)) return null
  const type = frame.u16(2)
  frame.advance(CISCO_HEADER)
  return afterEthertype(type)
}
