/** IPv4 (RFC 791) with its options: those that list addresses are rewritten, of others but the harmless ones the data goes. */
import type { Frame, LayerName } from '../frame'
import { afterProtocol, continued } from './protocol'

const HEADER = 20
const TOTAL_LENGTH = 2
const FRAGMENT = 6
const MORE_FRAGMENTS = 0x2000
const OFFSET_MASK = 0x1fff
const PROTOCOL = 9
const CHECKSUM = 10
const SOURCE = 12
const DESTINATION = 16

const OPTION_END = 0
const OPTION_NOTHING = 1
const RECORD_ROUTE = 7
const LOOSE_ROUTE = 131
const STRICT_ROUTE = 137
const ROUTES: readonly number[] = [RECORD_ROUTE, LOOSE_ROUTE, STRICT_ROUTE]
/** MTU probe and reply (RFC 1063), router alert (RFC 2113). */
const HARMLESS: readonly number[] = [11, 12, 148]
const ROUTE_POINTER = 2
const ROUTE_ADDRESSES = 3

export function ipv4(frame: Frame): LayerName | null {
  if (frame.holds(1) && frame.u8(0) >>> 4 === 6) return 'ipv6'
  if (!frame.holds(HEADER) || frame.u8(0) >>> 4 !== 4) return null
  const header = (frame.u8(0) & 0x0f) * 4
  const total = frame.u16(TOTAL_LENGTH)
  if (header < HEADER || !frame.holds(header)) return null
  if (total >= header) frame.narrow(total)
  else if (total !== 0) frame.narrow(header)
  frame.ipv4(SOURCE)
  frame.ipv4(DESTINATION)
  const destination = options(frame, header)
  frame.countAddresses(SOURCE, destination, 4)
  frame.cover(CHECKSUM, header, null)
  const fragment = frame.u16(FRAGMENT)
  const protocol = frame.u8(PROTOCOL)
  frame.advance(header)
  if ((fragment & (MORE_FRAGMENTS | OFFSET_MASK)) !== 0) frame.isFragment = true
  return (fragment & OFFSET_MASK) !== 0 ? continued(frame, protocol) : afterProtocol(protocol)
}

/** @returns where the address of the last stop is, which checksums count in: RFC 791 §3.1 */
function options(frame: Frame, header: number): number {
  let last = DESTINATION
  let at = HEADER
  while (at < header) {
    const kind = frame.u8(at)
    if (kind === OPTION_NOTHING) {
      at += 1
      continue
    }
    const length = at + 1 < header ? frame.u8(at + 1) : 0
    if (kind === OPTION_END || length < 2 || at + length > header) break
    if (ROUTES.includes(kind)) {
      for (let stop = at + ROUTE_ADDRESSES; stop + 4 <= at + length; stop += 4) frame.ipv4(stop)
      const isUnderWay = kind !== RECORD_ROUTE && length >= 7 && frame.u8(at + ROUTE_POINTER) <= length
      if (isUnderWay && last === DESTINATION) last = at + length - 4
    } else if (!HARMLESS.includes(kind)) {
      frame.blank(at + 2, at + length)
    }
    at += length
  }
  // Behind the end mark, or where options make no sense.
  if (at < header) frame.blank(at + (frame.u8(at) === OPTION_END ? 1 : 0), header)
  return last
}
