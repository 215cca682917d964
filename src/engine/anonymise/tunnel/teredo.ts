/** IPv6 through network address translators (RFC 4380 §5.1.1). */
import type { Frame, LayerName } from '../frame'

const AUTHENTICATION = 0x0001
const ORIGIN = 0x0000
const ORIGIN_HEADER = 8
const ORIGIN_ADDRESS = 4

export function teredo(frame: Frame): LayerName | null {
  if (frame.holds(4) && frame.u16(0) === AUTHENTICATION) {
    const header = 4 + frame.u8(2) + frame.u8(3) + 9
    if (!frame.holds(header)) return null
    frame.blank(4, header)
    frame.advance(header)
  }
  if (frame.holds(ORIGIN_HEADER) && frame.u16(0) === ORIGIN) {
    frame.inverted(ORIGIN_ADDRESS)
    frame.advance(ORIGIN_HEADER)
  }
  return frame.holds(1) && frame.u8(0) >>> 4 === 6 ? 'ipv6' : null
}
