import { advance, byteAt, holds, wordAt } from '../cursor'
import { Layer } from '../layer'

// draft-foschiano-erspan-03: the version tells the type.
const VERSION: u32 = 0
const VERSION_TYPE_2: u32 = 1
const VERSION_TYPE_3: u32 = 2
const TYPE_2_HEADER: u32 = 8
const TYPE_3_HEADER: u32 = 12
// P, five bits of frame type, hardware, direction, granularity, O.
const TYPE_3_FLAGS: u32 = 10
const FRAME_TYPE_SHIFT: u32 = 10
const FRAME_TYPE_MASK: u32 = 0x1f
const FRAME_ETHERNET: u32 = 0
const FRAME_IP: u32 = 2
const HAS_PLATFORM: u32 = 0x01
const PLATFORM: u32 = 8

/** Mirrored frames behind GRE, types II and III. */
export function erspan(): Layer {
  if (!holds(TYPE_2_HEADER)) return Layer.NONE
  switch (byteAt(VERSION) >> 4) {
    case VERSION_TYPE_2:
      advance(TYPE_2_HEADER)
      return Layer.ETHERNET
    case VERSION_TYPE_3:
      return type3()
    default:
      return Layer.NONE
  }
}

function type3(): Layer {
  if (!holds(TYPE_3_HEADER)) return Layer.NONE
  const flags = wordAt(TYPE_3_FLAGS)
  const header = flags & HAS_PLATFORM ? TYPE_3_HEADER + PLATFORM : TYPE_3_HEADER
  if (!holds(header)) return Layer.NONE
  advance(header)
  switch ((flags >> FRAME_TYPE_SHIFT) & FRAME_TYPE_MASK) {
    case FRAME_ETHERNET:
      return Layer.ETHERNET
    case FRAME_IP:
      return Layer.IPV4
    default:
      return Layer.NONE
  }
}
