/** Linux "cooked" captures, versions 1 and 2, and the BSD loopback. */
import type { Frame, LayerName } from '../frame'
import { afterGreProtocol } from '../tunnel/gre'
import { afterEthertype } from './ethertype'

const HARDWARE_GRE = 778
const HARDWARE_RADIOTAP = 803
const HARDWARE_NETLINK = 824

export const cooked = (frame: Frame): LayerName | null => {
  if (!frame.holds(16)) return null
  linkAddress(frame, 6, frame.u16(4))
  return past(frame, 16, frame.u16(14), frame.u16(2))
}

export const cooked2 = (frame: Frame): LayerName | null => {
  if (!frame.holds(20)) return null
  linkAddress(frame, 12, frame.u8(11))
  return past(frame, 20, frame.u16(0), frame.u16(8))
}

/** Eight bytes, of which `length` are an address: of tunnels an IPv4 address. */
function linkAddress(frame: Frame, at: number, length: number): void {
  if (length === 6) frame.mac(at)
  else if (length === 4) frame.ipv4(at)
  frame.blank(at + (length === 6 || length === 4 ? length : 0), at + 8)
}

function past(frame: Frame, header: number, protocol: number, hardware: number): LayerName | null {
  frame.advance(header)
  if (hardware === HARDWARE_GRE) return afterGreProtocol(protocol, true)
  if (hardware === HARDWARE_RADIOTAP) return 'radiotap'
  if (hardware === HARDWARE_NETLINK) return null
  switch (protocol) {
    case 3:
      return 'ethernet'
    case 4:
      return 'llc'
    case 7:
      return 'pppHdlc'
    default:
      return afterEthertype(protocol)
  }
}

const PPP_ADDRESS_CONTROL = 0xff03
const FAMILY_INET = 2
const FAMILIES_INET6: readonly number[] = [10, 24, 28, 30]
const ETHERTYPE_MIN = 1536

/** The family is in the order of the capturing machine, and small: the half that isn't zero tells which. */
export function nullLoopback(frame: Frame): LayerName | null {
  if (!frame.holds(4)) return null
  if (frame.u16(0) === PPP_ADDRESS_CONTROL) return 'pppHdlc'
  const [little, big, high, low] = [frame.little32(0), frame.u32(0), frame.u16(0), frame.little16(2)]
  frame.advance(4)
  if (little <= 0xffff) return afterFamily(little) ?? afterFamily(high)
  return afterFamily(big) ?? afterFamily(high) ?? afterFamily(low)
}

function afterFamily(family: number): LayerName | null {
  if (family === FAMILY_INET) return 'ipv4'
  if (FAMILIES_INET6.includes(family)) return 'ipv6'
  return family >= ETHERTYPE_MIN && family <= 0xffff ? afterEthertype(family) : null
}
