/** GTP's user plane, version 1 (3GPP TS 29.281 §5.1) and version 0 (GSM 09.60 §6). */
import { type FrameBytes, hexNumber } from '../frameBytes'
import { type Dissect, follow, type LayerName, stop } from '../layer'

const HEADER = 8
const HEADER_VERSION_0 = 20
const TUNNEL = 4
const OPTIONAL_FIELDS = 4
const HAS_OPTIONAL = 0x07
const HAS_EXTENSION = 0x04
const IS_GTP = 0x10
const TUNNELLED_PACKET = 0xff

export const gtp: Dissect = (frame, span) => {
  const { at, end } = span
  if (!frame.holds(at, HEADER, end)) return stop(frame.broken('gtp', 'GTP', span, HEADER))
  const flags = frame.u8(at)
  const message = frame.u8(at + 1)
  const length = frame.u16(at + 2)
  const version = flags >> 5
  const fixed = version === 0 ? HEADER_VERSION_0 : HEADER
  if (!frame.holds(at, fixed, end)) return stop(frame.broken('gtp', 'GTP', span, fixed))
  const header = version === 1 && (flags & HAS_OPTIONAL) !== 0 ? headerWithExtensions(frame, at, end, flags) : fixed
  if (!frame.holds(at, header, end)) return stop(frame.broken('gtp', 'GTP', span, header))
  const tunnel = version === 0 ? frame.u16(at + 10) : frame.u32(at + TUNNEL)
  const children = [
    frame.node('gtp.flags', 'Flags', hexNumber(flags, 2), at, 1, `Version ${version}.`),
    frame.node('gtp.message', 'Message', message, at + 1, 1, message === TUNNELLED_PACKET ? 'A tunnelled packet.' : ''),
    frame.node('gtp.length', 'Length', length, at + 2, 2),
    frame.node('gtp.teid', 'Tunnel', hexNumber(tunnel, 8), at + (version === 0 ? 10 : TUNNEL), version === 0 ? 2 : 4),
  ]
  const node = frame.node('gtp', 'GTP', `tunnel ${hexNumber(tunnel, 8)}`, at, header, '', children)
  const isRead = version <= 1 && message === TUNNELLED_PACKET && (flags & IS_GTP) !== 0
  return {
    nodes: [node],
    next: follow(isRead ? payloadOf(frame, at + header) : null, at + header, Math.min(end, at + fixed + length)),
  }
}

/** Bytes of the header with its extensions, as far as they can be followed; more than there are where one is malformed. */
function headerWithExtensions(frame: FrameBytes, at: number, end: number, flags: number): number {
  let header = HEADER + OPTIONAL_FIELDS
  let extension = (flags & HAS_EXTENSION) !== 0 ? frame.u8(at + header - 1) : 0
  while (extension !== 0 && frame.holds(at + header, 1, end)) {
    const length = frame.u8(at + header) * 4
    if (length === 0) return end - at + 1
    header += length
    extension = frame.u8(at + header - 1)
  }
  return header
}

// No field says what is carried: that was agreed when the session was set up.
function payloadOf(frame: FrameBytes, at: number): LayerName {
  const nibble = frame.u8(at) >> 4
  return nibble === 4 ? 'ipv4' : nibble === 6 ? 'ipv6' : 'pppHdlc'
}
