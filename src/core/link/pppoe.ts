import { advance, byteAt, holds, narrow, wordAt } from '../cursor'
import { Layer } from '../layer'

// RFC 2516 §4
const CODE: u32 = 1
const LENGTH: u32 = 4
const HEADER: u32 = 6
const SESSION_DATA: u32 = 0

/** PPP over Ethernet, session stage. */
export function pppoe(): Layer {
  if (!holds(HEADER) || byteAt(CODE) !== SESSION_DATA) return Layer.NONE
  const length = wordAt(LENGTH)
  advance(HEADER)
  narrow(length)
  return Layer.PPP
}
