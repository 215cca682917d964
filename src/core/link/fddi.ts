import { advance, byteAt, holds } from '../cursor'
import { Layer } from '../layer'

const FRAME_CONTROL: u32 = 0
const HEADER: u32 = 13
// ISO 9314-2: asynchronous LLC frames with 48-bit addresses are 0101rPPP.
const KIND_MASK: u32 = 0xf0
const KIND_LLC: u32 = 0x50

/** FDDI: frame control and two addresses, then LLC. */
export function fddi(): Layer {
  if (!holds(HEADER) || (byteAt(FRAME_CONTROL) & KIND_MASK) !== KIND_LLC) return Layer.NONE
  advance(HEADER)
  return Layer.LLC
}
