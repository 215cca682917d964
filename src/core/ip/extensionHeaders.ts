import { advance, byteAt, holds, lengthLeft, longAt, wordAt } from '../cursor'
import { Layer } from '../layer'
import { afterFragment } from './fragment'
import { afterProtocol } from './protocol'
import { followRoutingHeader } from './sourceRoute'

const NEXT_HEADER: u32 = 0
const LENGTH: u32 = 1
const LENGTH_FIELDS: u32 = 2
// RFC 8200 §4: hop-by-hop, routing, destination options (and RFC 6275 mobility) count 8-octet units after the first.
const UNIT_SHIFT: u32 = 3
// RFC 4302 §2.2: authentication counts 4-octet units, minus 2.
const AUTHENTICATION_UNIT_SHIFT: u32 = 2
const AUTHENTICATION_MIN: u32 = 12
// RFC 8200 §4.5
const FRAGMENT_OFFSET: u32 = 2
const FRAGMENT_ID: u32 = 4
const FRAGMENT_HEADER: u32 = 8
const OFFSET_MASK: u32 = 0xfff8
const MORE_FRAGMENTS: u32 = 0x0001

/** An extension header of the common form. */
export function extensionHeader(): Layer {
  return holds(LENGTH_FIELDS) ? past((byteAt(LENGTH) + 1) << UNIT_SHIFT) : Layer.NONE
}

/** A routing header: the common form, and the packet may be for another destination. */
export function routingHeader(): Layer {
  if (!holds(LENGTH_FIELDS)) return Layer.NONE
  const bytes = (byteAt(LENGTH) + 1) << UNIT_SHIFT
  if (holds(bytes)) followRoutingHeader(bytes)
  return past(bytes)
}

/** IP authentication header: what it protects lies in the clear behind it. */
export function authenticationHeader(): Layer {
  return holds(AUTHENTICATION_MIN) ? past((byteAt(LENGTH) + 2) << AUTHENTICATION_UNIT_SHIFT) : Layer.NONE
}

/** IPv6 fragment header. */
export function fragmentHeader(): Layer {
  if (!holds(FRAGMENT_HEADER)) return Layer.NONE
  const next = byteAt(NEXT_HEADER)
  const fragment = wordAt(FRAGMENT_OFFSET)
  const id = longAt(FRAGMENT_ID)
  advance(FRAGMENT_HEADER)
  return afterFragment(next, id, fragment & OFFSET_MASK, lengthLeft(), (fragment & MORE_FRAGMENTS) !== 0)
}

function past(bytes: u32): Layer {
  if (!holds(bytes)) return Layer.NONE
  const next = byteAt(NEXT_HEADER)
  advance(bytes)
  return afterProtocol(next)
}
