/** TCP (RFC 9293): the header stays, with options that may name addresses rewritten or emptied. */
import type { Frame, LayerName } from '../frame'

const HEADER = 20
const OFFSET = 12
const CHECKSUM = 16
const PROTOCOL = 6
const OPTION_END = 0
const OPTION_NOTHING = 1
/**
 * MSS, window scale, SACK permitted, SACK, timestamps, signature, authentication, Fast Open. Others are emptied: some
 * balancers write the client's address there.
 */
const HARMLESS: readonly number[] = [2, 3, 4, 5, 8, 19, 29, 34]
const USER_TIMEOUT = 28
const USER_TIMEOUT_BYTES = 4
const MULTIPATH = 30

export function tcp(frame: Frame): LayerName | null {
  const length = frame.claimed - frame.at
  frame.cover(CHECKSUM, length, PROTOCOL)
  const header = frame.holds(OFFSET + 1) ? Math.max(HEADER, (frame.u8(OFFSET) >>> 4) * 4) : HEADER
  const held = Math.min(header, frame.end - frame.at)
  options(frame, held)
  frame.advance(held)
  if (held === header) frame.payload()
  return null
}

function options(frame: Frame, header: number): void {
  let at = HEADER
  while (at < header) {
    const kind = frame.u8(at)
    if (kind === OPTION_NOTHING) {
      at += 1
      continue
    }
    const length = at + 1 < header ? frame.u8(at + 1) : 0
    if (kind === OPTION_END || length < 2 || at + length > header) break
    if (kind === MULTIPATH) multipath(frame, at, length)
    else if (!HARMLESS.includes(kind) && !(kind === USER_TIMEOUT && length === USER_TIMEOUT_BYTES))
      frame.blank(at + 2, at + length)
    at += length
  }
  if (at < header) frame.blank(at + (frame.u8(at) === OPTION_END ? 1 : 0), header)
}

const ADD_ADDRESS = 3
const ADDRESS_AT = 4
/** Lengths of ADD_ADDR that hold an IPv4 address: with port, with authentication, with both (RFC 8684 §3.4.1). */
const IPV4_LENGTHS: readonly number[] = [8, 10, 16, 18]

function multipath(frame: Frame, at: number, length: number): void {
  if (length < ADDRESS_AT || frame.u8(at + 2) >>> 4 !== ADD_ADDRESS) return
  if (IPV4_LENGTHS.includes(length)) frame.ipv4(at + ADDRESS_AT)
  else if (length >= ADDRESS_AT + 16) frame.ipv6(at + ADDRESS_AT)
  else frame.blank(at + ADDRESS_AT, at + length)
}
