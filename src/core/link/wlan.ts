import { advance, byteAt, holds, littleWordAt } from '../cursor'
import { Layer } from '../layer'

// IEEE 802.11 §9.2.4.1: frame control, of which the second octet holds flags.
const CONTROL: u32 = 0
const FLAGS: u32 = 1
const SEQUENCE_CONTROL: u32 = 22
const TYPE_MASK: u32 = 0x0c
const TYPE_DATA: u32 = 0x08
const NO_DATA: u32 = 0x40
const QOS: u32 = 0x80
const BOTH_DISTRIBUTION_SYSTEMS: u32 = 0x03
const MORE_FRAGMENTS: u32 = 0x04
const PROTECTED: u32 = 0x40
const HAS_HT_CONTROL: u32 = 0x80
const FRAGMENT_MASK: u32 = 0x0f
const HEADER: u32 = 24
const FOURTH_ADDRESS: u32 = 6
const QOS_CONTROL: u32 = 2
const HT_CONTROL: u32 = 4
// Several MSDUs in one frame: each has its own header, so LLC doesn't follow.
const AGGREGATED: u32 = 0x80
const ALIGNMENT: u32 = 4

/** An IEEE 802.11 frame: data that isn't encrypted, fragmented or aggregated goes on with LLC. */
export function wlan(): Layer {
  return data(false)
}

/** The same where the capturing card padded the header to 4 bytes. */
export function wlanPadded(): Layer {
  return data(true)
}

function data(isPadded: bool): Layer {
  if (!holds(HEADER)) return Layer.NONE
  const control = byteAt(CONTROL)
  const flags = byteAt(FLAGS)
  if ((control & (TYPE_MASK | NO_DATA)) !== TYPE_DATA || flags & (PROTECTED | MORE_FRAGMENTS)) return Layer.NONE
  if (littleWordAt(SEQUENCE_CONTROL) & FRAGMENT_MASK) return Layer.NONE
  let header = HEADER
  if ((flags & BOTH_DISTRIBUTION_SYSTEMS) === BOTH_DISTRIBUTION_SYSTEMS) header += FOURTH_ADDRESS
  if (control & QOS) {
    if (!holds(header + QOS_CONTROL) || byteAt(header) & AGGREGATED) return Layer.NONE
    header += QOS_CONTROL
    if (flags & HAS_HT_CONTROL) header += HT_CONTROL
  }
  if (isPadded) header = (header + ALIGNMENT - 1) & -ALIGNMENT
  if (!holds(header)) return Layer.NONE
  advance(header)
  return Layer.LLC
}
