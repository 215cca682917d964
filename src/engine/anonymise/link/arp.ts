/** ARP (RFC 826) between IPv4 addresses on links with addresses of 6 bytes. */
import type { Frame } from '../frame'

const HEADER = 8
const BYTES = 28
const IPV4 = 0x0800

export function arp(frame: Frame): null {
  if (!frame.holds(HEADER)) return null
  const isKnown = frame.u16(2) === IPV4 && frame.u8(4) === 6 && frame.u8(5) === 4
  if (!isKnown || !frame.holds(BYTES)) {
    frame.advance(HEADER)
    return null
  }
  frame.mac(8)
  frame.ipv4(14)
  frame.mac(18)
  frame.ipv4(24)
  frame.advance(BYTES)
  return null
}
