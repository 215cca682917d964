/**
 * Offsets of several files that are read as one. A column has room for offsets that lie within 4 GiB of one another, so
 * files don't lie one behind the other: each is given a slot of the common space as its reading gets there.
 *
 *   slot:  file u32 | unused u32 | offset of its first byte in the file u64
 */
import { roomier } from '../memory'

const SLOT_BYTES: usize = 16
const FILE_SHIFT: u64 = 48
const OFFSET_MASK: u64 = ((<u64>1) << FILE_SHIFT) - 1

let slotShift: u64 = 0
let slots: usize = 0
let slotCount: u32 = 0
let slotCapacity: u32 = 0

/** Slots have 2^`shift` bytes. Call before any is opened. */
export function sizeSlots(shift: u32): void {
  slotShift = shift
}

/** The next slot holds the bytes of file number `file` from `base` on; its number, or -1 when no memory is left. */
export function openSlot(file: u32, base: u64): i32 {
  if (slotCount === slotCapacity) {
    const capacity = max<u32>(slotCapacity << 1, 64)
    const fresh = roomier(slots, slotCount, capacity, SLOT_BYTES)
    if (fresh === 0) return -1
    slots = fresh
    slotCapacity = capacity
  }
  const slot = slots + <usize>slotCount * SLOT_BYTES
  store<u32>(slot, file)
  store<u64>(slot, base, 8)
  return i32(slotCount++)
}

/** Where an offset lies: the number of its file in the upper 16 bits, the offset in that file below. */
export function placeOf(offset: u64): u64 {
  if (slotCount === 0) return offset
  const number = u32(min<u64>(offset >> slotShift, slotCount - 1))
  const slot = slots + <usize>number * SLOT_BYTES
  return (
    ((<u64>load<u32>(slot)) << FILE_SHIFT) |
    ((load<u64>(slot, 8) + (offset & (((<u64>1) << slotShift) - 1))) & OFFSET_MASK)
  )
}

/** The last place that a file can have. */
export function lastPlaceOf(file: u32): u64 {
  return ((<u64>file) << FILE_SHIFT) | OFFSET_MASK
}

export function fileOfPlace(place: u64): u32 {
  return u32(place >> FILE_SHIFT)
}
