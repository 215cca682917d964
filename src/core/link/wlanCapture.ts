import { advance, byteAt, holds, littleLongAt, littleWordAt, longAt } from '../cursor'
import { Layer } from '../layer'

// https://www.radiotap.org: version, pad, length, words of presence bits, then the fields they announce.
const RADIOTAP_LENGTH: u32 = 2
const RADIOTAP_PRESENT: u32 = 4
const RADIOTAP_MIN: u32 = 8
const PRESENT_WORD: u32 = 4
const HAS_TIMER: u32 = 0x01
const HAS_FLAGS: u32 = 0x02
const HAS_MORE: u32 = 0x80000000
const TIMER: u32 = 8
const FLAG_PADDED: u32 = 0x20
// A Prism header; the same link type carries AVS headers, which begin with a magic number.
const PRISM_HEADER: u32 = 144
const AVS_LENGTH: u32 = 4
const AVS_MIN: u32 = 8
const AVS_MAGIC: u32 = 0x80211000
const AVS_MAGIC_MASK: u32 = 0xfffff000

/** Radiotap, then IEEE 802.11. */
export function radiotap(): Layer {
  if (!holds(RADIOTAP_MIN)) return Layer.NONE
  const length = littleWordAt(RADIOTAP_LENGTH)
  if (length < RADIOTAP_MIN || !holds(length)) return Layer.NONE
  const isPadded = (radiotapFlags(length) & FLAG_PADDED) !== 0
  advance(length)
  return isPadded ? Layer.WLAN_PADDED : Layer.WLAN
}

/** Prism monitoring header, then IEEE 802.11. */
export function prism(): Layer {
  if (holds(AVS_MIN) && (longAt(0) & AVS_MAGIC_MASK) === AVS_MAGIC) return Layer.AVS
  if (!holds(PRISM_HEADER)) return Layer.NONE
  advance(PRISM_HEADER)
  return Layer.WLAN
}

/** AVS monitoring header, then IEEE 802.11. */
export function avs(): Layer {
  if (!holds(AVS_MIN)) return Layer.NONE
  const length = longAt(AVS_LENGTH)
  if (length < AVS_MIN || !holds(length)) return Layer.NONE
  advance(length)
  return Layer.WLAN
}

function radiotapFlags(length: u32): u32 {
  const present = littleLongAt(RADIOTAP_PRESENT)
  if (!(present & HAS_FLAGS)) return 0
  let offset = RADIOTAP_PRESENT
  while (offset + PRESENT_WORD <= length && littleLongAt(offset) & HAS_MORE) offset += PRESENT_WORD
  offset += PRESENT_WORD
  if (present & HAS_TIMER) offset = ((offset + TIMER - 1) & -TIMER) + TIMER
  return offset < length ? byteAt(offset) : 0
}
