import { advance, holds, narrowLink, wordAt } from '../cursor'
import { Layer } from '../layer'
import { afterEthertype } from './ethertype'

const TYPE: u32 = 12
const HEADER: u32 = 14
// IEEE 802.3 §3.2.6: up to 1500 the field is a length, from 1536 a type.
const LENGTH_MAX: u32 = 1500

/** Ethernet II or IEEE 802.3: two addresses, then a type or a length. */
export function ethernet(): Layer {
  if (!holds(HEADER)) return Layer.NONE
  const type = wordAt(TYPE)
  advance(HEADER)
  return afterTypeOrLength(type)
}

/** What follows a field that is a type or the length of an LLC frame, the cursor being right behind it. */
export function afterTypeOrLength(type: u32): Layer {
  if (type > LENGTH_MAX) return afterEthertype(type)
  narrowLink(type)
  return Layer.LLC
}
