import { advance, byteAt, holds } from '../cursor'
import { Layer } from '../layer'

const FRAME_CONTROL: u32 = 1
const SOURCE: u32 = 8
const HEADER: u32 = 14
const KIND_SHIFT: u32 = 6
const KIND_LLC: u32 = 1
// IEEE 802.5 §3.2.5: the group bit of a source address says that routing information follows; its length has 5 bits.
const HAS_ROUTE: u32 = 0x80
const ROUTE_LENGTH_MASK: u32 = 0x1f

/** IEEE 802.5 Token Ring, with source routes, then LLC. */
export function tokenRing(): Layer {
  if (!holds(HEADER) || byteAt(FRAME_CONTROL) >> KIND_SHIFT !== KIND_LLC) return Layer.NONE
  const hasRoute = (byteAt(SOURCE) & HAS_ROUTE) !== 0
  advance(HEADER)
  if (!hasRoute) return Layer.LLC
  if (!holds(1)) return Layer.NONE
  const length = byteAt(0) & ROUTE_LENGTH_MASK
  if (!holds(length)) return Layer.NONE
  advance(length)
  return Layer.LLC
}
