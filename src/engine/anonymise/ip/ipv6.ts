/** IPv6 (RFC 8200) with its extension headers. */
import type { Frame, LayerName } from '../frame'
import { afterProtocol, continued } from './protocol'

const HEADER = 40
const PAYLOAD_LENGTH = 4
const NEXT_HEADER = 6
const SOURCE = 8
const DESTINATION = 24

export function ipv6(frame: Frame): LayerName | null {
  if (!frame.holds(HEADER) || frame.u8(0) >>> 4 !== 6) return null
  const length = frame.u16(PAYLOAD_LENGTH)
  const next = frame.u8(NEXT_HEADER)
  frame.ipv6(SOURCE)
  frame.ipv6(DESTINATION)
  frame.countAddresses(SOURCE, DESTINATION, 16)
  // 0: a jumbogram, or segmentation is left to the network card.
  if (length > 0) frame.narrow(HEADER + length)
  frame.advance(HEADER)
  return afterProtocol(next)
}

/** Pad1 and PadN, router alert (RFC 2711), tunnel encapsulation limit (RFC 2473), jumbo payload (RFC 2675). */
const HARMLESS: readonly number[] = [1, 0x04, 0x05, 0xc2]
const PAD_1 = 0

/** Hop-by-hop and destination options: of all but the harmless ones the data goes. */
export function optionsHeader(frame: Frame): LayerName | null {
  const bytes = extensionBytes(frame)
  if (bytes === 0) return null
  let at = 2
  while (at < bytes) {
    const kind = frame.u8(at)
    if (kind === PAD_1) {
      at += 1
      continue
    }
    const next = at + 2 + (at + 1 < bytes ? frame.u8(at + 1) : 0)
    if (!HARMLESS.includes(kind)) frame.blank(at + 2, Math.min(next, bytes))
    at = next
  }
  return past(frame, bytes)
}

const TYPE = 2
const SEGMENTS_LEFT = 3
const ADDRESSES = 8
const SOURCE_ROUTE = 0
const HOME_ADDRESS = 2
const SEGMENT_ROUTING = 4
const LAST_ENTRY = 4

/** A routing header whose addresses stand whole; others hide them, so nothing behind them is kept. */
export function routingHeader(frame: Frame): LayerName | null {
  const bytes = extensionBytes(frame)
  if (bytes === 0) return null
  const type = frame.u8(TYPE)
  if (type !== SOURCE_ROUTE && type !== HOME_ADDRESS && type !== SEGMENT_ROUTING) return null
  const most = Math.floor((bytes - ADDRESSES) / 16)
  const stops = type === SEGMENT_ROUTING ? Math.min(most, frame.u8(LAST_ENTRY) + 1) : most
  for (let stop = 0; stop < stops; stop += 1) frame.ipv6(ADDRESSES + stop * 16)
  frame.blank(ADDRESSES + stops * 16, bytes)
  if (frame.u8(SEGMENTS_LEFT) > 0 && stops > 0) {
    // Segment routing lists its stops backward (RFC 8754 §2).
    const last = type === SEGMENT_ROUTING ? ADDRESSES : ADDRESSES + (stops - 1) * 16
    frame.countAddresses(null, last, 16)
  }
  return past(frame, bytes)
}

const FRAGMENT_BYTES = 8
const FRAGMENT_OFFSET = 2
const OFFSET_MASK = 0xfff8
const MORE_FRAGMENTS = 1

export function fragmentHeader(frame: Frame): LayerName | null {
  if (!frame.holds(FRAGMENT_BYTES)) return null
  const next = frame.u8(0)
  const fragment = frame.u16(FRAGMENT_OFFSET)
  frame.advance(FRAGMENT_BYTES)
  if ((fragment & (OFFSET_MASK | MORE_FRAGMENTS)) !== 0) frame.isFragment = true
  return (fragment & OFFSET_MASK) !== 0 ? continued(frame, next) : afterProtocol(next)
}

/** RFC 4302: what it protects lies in the clear behind it. */
export function authenticationHeader(frame: Frame): LayerName | null {
  if (!frame.holds(12)) return null
  const bytes = (frame.u8(1) + 2) * 4
  return frame.holds(bytes) ? past(frame, bytes) : null
}

/** Bytes of an extension header of the common form; 0: it isn't there whole. */
function extensionBytes(frame: Frame): number {
  if (!frame.holds(8)) return 0
  const bytes = (frame.u8(1) + 1) * 8
  return frame.holds(bytes) ? bytes : 0
}

function past(frame: Frame, bytes: number): LayerName | null {
  const next = frame.u8(0)
  frame.advance(bytes)
  return afterProtocol(next)
}
