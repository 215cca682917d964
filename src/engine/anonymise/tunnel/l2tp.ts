/** L2TP version 2, data messages (RFC 2661 §3.1). */
import type { Frame, LayerName } from '../frame'

const IS_CONTROL = 0x8000
const HAS_LENGTH = 0x4000
const HAS_SEQUENCE = 0x0800
const HAS_OFFSET = 0x0200
const VERSION_MASK = 0x000f

export function l2tp(frame: Frame): LayerName | null {
  if (!frame.holds(6)) return null
  const flags = frame.u16(0)
  if ((flags & IS_CONTROL) !== 0 || (flags & VERSION_MASK) !== 2) return null
  let header = 6
  if ((flags & HAS_LENGTH) !== 0) header += 2
  if ((flags & HAS_SEQUENCE) !== 0) header += 4
  if ((flags & HAS_OFFSET) !== 0) {
    if (!frame.holds(header + 2)) return null
    header += 2 + frame.u16(header)
  }
  if (!frame.holds(header)) return null
  frame.advance(header)
  return 'pppHdlc'
}
