import { advance, byteAt, holds } from '../cursor'
import { Layer } from '../layer'

// draft-foschiano-erspan-03
const TYPE_2_HEADER: u32 = 8
const TYPE_3_HEADER: u32 = 12
const TYPE_3_FLAGS: u32 = 11
const HAS_PLATFORM: u32 = 0x01
const PLATFORM: u32 = 8

/** ERSPAN type II: mirrored Ethernet frames. */
export function erspan2(): Layer {
  return ethernetAfter(TYPE_2_HEADER)
}

/** ERSPAN type III: mirrored Ethernet frames with a timestamp. */
export function erspan3(): Layer {
  if (!holds(TYPE_3_HEADER)) return Layer.NONE
  return ethernetAfter(byteAt(TYPE_3_FLAGS) & HAS_PLATFORM ? TYPE_3_HEADER + PLATFORM : TYPE_3_HEADER)
}

function ethernetAfter(header: u32): Layer {
  if (!holds(header)) return Layer.NONE
  advance(header)
  return Layer.ETHERNET
}
