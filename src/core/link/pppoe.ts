import { advance, holds, narrowLink, wordAt } from '../cursor'
import { Layer } from '../layer'

// RFC 2516 §4
const LENGTH: u32 = 4
const HEADER: u32 = 6

/** PPP over Ethernet, session stage: discovery has an Ethertype of its own. */
export function pppoe(): Layer {
  if (!holds(HEADER)) return Layer.NONE
  const length = wordAt(LENGTH)
  advance(HEADER)
  narrowLink(length)
  return Layer.PPP
}
