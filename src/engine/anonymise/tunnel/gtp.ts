/** GTP's user plane, version 1 (3GPP TS 29.281 §5.1) and version 0 (GSM 09.60 §6). Version 0 names a subscriber: emptied. */
import type { Frame, LayerName } from '../frame'

const IS_GTP = 0x10
const HAS_EXTENSION = 0x04
const HAS_OPTIONAL_FIELDS = 0x07
const PACKET = 0xff
const HEADER = 8
const HEADER_0 = 20
/** Identity of the tunnel: digits of the subscriber's. */
const IDENTITY_0 = 12

export function gtp(frame: Frame): LayerName | null {
  if (!frame.holds(HEADER)) return null
  const [flags, length] = [frame.u8(0), frame.u16(2)]
  if (frame.u8(1) !== PACKET || (flags & IS_GTP) === 0) return null
  if (flags >>> 5 === 0) {
    if (!frame.holds(HEADER_0)) return null
    frame.blank(IDENTITY_0, HEADER_0)
    frame.advance(HEADER_0)
    frame.narrow(length)
    return carried(frame)
  }
  if (flags >>> 5 !== 1) return null
  frame.advance(HEADER)
  frame.narrow(length)
  return isPastFields(frame, flags) ? carried(frame) : null
}

function isPastFields(frame: Frame, flags: number): boolean {
  if ((flags & HAS_OPTIONAL_FIELDS) === 0) return true
  if (!frame.holds(4)) return false
  let extension = (flags & HAS_EXTENSION) === 0 ? 0 : frame.u8(3)
  frame.advance(4)
  while (extension !== 0) {
    const bytes = frame.holds(1) ? frame.u8(0) * 4 : 0
    if (bytes === 0 || !frame.holds(bytes)) return false
    extension = frame.u8(bytes - 1)
    frame.advance(bytes)
  }
  return true
}

/** No field says what is carried. */
function carried(frame: Frame): LayerName | null {
  if (!frame.holds(1)) return null
  const version = frame.u8(0) >>> 4
  if (version === 4) return 'ipv4'
  return version === 6 ? 'ipv6' : 'pppHdlc'
}
