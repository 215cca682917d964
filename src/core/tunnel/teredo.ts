import { advance, byteAt, holds, wordAt } from '../cursor'
import { Layer } from '../layer'

// RFC 4380 §5.1.1: up to two indications before the packet.
const AUTHENTICATION: u32 = 0x0001
const CLIENT_LENGTH: u32 = 2
const VALUE_LENGTH: u32 = 3
const AUTHENTICATION_LENGTHS: u32 = 4
// A nonce of 8 octets and the confirmation octet.
const AUTHENTICATION_TAIL: u32 = 9
const ORIGIN: u32 = 0x0000
const ORIGIN_HEADER: u32 = 8
const VERSION_6: u32 = 6

/** IPv6 through network address translators. */
export function teredo(): Layer {
  if (holds(AUTHENTICATION_LENGTHS) && wordAt(0) === AUTHENTICATION) {
    const header = AUTHENTICATION_LENGTHS + byteAt(CLIENT_LENGTH) + byteAt(VALUE_LENGTH) + AUTHENTICATION_TAIL
    if (!holds(header)) return Layer.NONE
    advance(header)
  }
  if (holds(ORIGIN_HEADER) && wordAt(0) === ORIGIN) advance(ORIGIN_HEADER)
  return holds(1) && byteAt(0) >> 4 === VERSION_6 ? Layer.IPV6 : Layer.NONE
}
