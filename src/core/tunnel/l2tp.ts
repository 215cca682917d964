import { advance, holds, wordAt } from '../cursor'
import { Layer } from '../layer'

// RFC 2661 §3.1
const FLAGS: u32 = 0
const IS_CONTROL: u32 = 0x8000
const HAS_LENGTH: u32 = 0x4000
const HAS_SEQUENCE: u32 = 0x0800
const HAS_OFFSET: u32 = 0x0200
const VERSION_MASK: u32 = 0x000f
const VERSION_2: u32 = 2
// Flags, tunnel and session.
const HEADER: u32 = 6
const LENGTH: u32 = 2
const SEQUENCE: u32 = 4
const OFFSET: u32 = 2

/** L2TP version 2 data messages: PPP in UDP. */
export function l2tp(): Layer {
  if (!holds(HEADER)) return Layer.NONE
  const flags = wordAt(FLAGS)
  if (flags & IS_CONTROL || (flags & VERSION_MASK) !== VERSION_2) return Layer.NONE
  let header = HEADER
  if (flags & HAS_LENGTH) header += LENGTH
  if (flags & HAS_SEQUENCE) header += SEQUENCE
  if (flags & HAS_OFFSET) {
    if (!holds(header + OFFSET)) return Layer.NONE
    header += OFFSET + wordAt(header)
  }
  if (!holds(header)) return Layer.NONE
  advance(header)
  return Layer.PPP_HDLC
}
