import { advance, holds } from '../cursor'
import { Layer } from '../layer'

// RFC 3378 §3: version and reserved bits.
const HEADER: u32 = 2

/** Ethernet within IP. */
export function etherIp(): Layer {
  if (!holds(HEADER)) return Layer.NONE
  advance(HEADER)
  return Layer.ETHERNET
}
