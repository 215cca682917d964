/**
 * Interfaces that a pcapng file declares, over all its sections, and the sections themselves: a frame read again later
 * needs those of its own section.
 *
 *   interface:  link type u32 | snap length u32 | ticks per second as in if_tsresol u32 | drops u32 | offset seconds i64 |
 *               drops that its packets told u64
 *   section:    place u64 (see slots.ts) | first interface u32 | interfaces u32 | big-endian u32
 *
 * Sections are in order of their places, which is that of reading as long as there is one file.
 */
import { roomier } from '../memory'
import { fileNumber } from './file'
import { fileOfPlace, lastPlaceOf, placeOf } from './slots'

const INTERFACE_BYTES: usize = 32
const SECTION_BYTES: usize = 24
/** if_tsresol where the option is missing: microseconds. */
const DEFAULT_RESOLUTION: u32 = 6
const NANOSECONDS: u64 = 1_000_000_000

let interfaces: usize = 0
let interfaceCapacity: u32 = 0
let interfaceCount: u32 = 0
let sections: usize = 0
let sectionCapacity: u32 = 0
let sectionCount: u32 = 0
let current: usize = 0

/** A section begins at `offset`. False when no memory is left. */
export function beginSection(offset: u64, isBigEndian: bool): bool {
  if (sectionCount === sectionCapacity) {
    const capacity = max<u32>(sectionCapacity << 1, 64)
    const fresh = roomier(sections, sectionCount, capacity, SECTION_BYTES)
    if (fresh === 0) return false
    sections = fresh
    sectionCapacity = capacity
  }
  const place = placeOf(offset)
  const after = sectionsUpTo(place)
  current = sections + <usize>after * SECTION_BYTES
  memory.copy(current + SECTION_BYTES, current, <usize>(sectionCount - after) * SECTION_BYTES)
  sectionCount++
  store<u64>(current, place)
  store<u32>(current, interfaceCount, 8)
  store<u32>(current, 0, 12)
  store<u32>(current, isBigEndian ? 1 : 0, 16)
  return true
}

/** How many sections begin at `place` or before it. */
function sectionsUpTo(place: u64): u32 {
  let low: u32 = 0
  let high = sectionCount
  while (low < high) {
    const middle = (low + high) >> 1
    if (load<u64>(sections + <usize>middle * SECTION_BYTES) <= place) low = middle + 1
    else high = middle
  }
  return low
}

/** Makes the section that holds `place` the current one; false, and none is: there is none. */
export function enterSection(place: u64): bool {
  const before = sectionsUpTo(place)
  current = before === 0 ? 0 : sections + <usize>(before - 1) * SECTION_BYTES
  if (current !== 0 && fileOfPlace(load<u64>(current)) !== fileOfPlace(place)) current = 0
  return current !== 0
}

/** Makes the section that is being read of the current file the current one again. */
export function returnToLastSection(): void {
  enterSection(lastPlaceOf(fileNumber()))
}

export function hasSection(): bool {
  return current !== 0
}

export function isSectionBigEndian(): bool {
  return load<u32>(current, 16) !== 0
}

/** Declares the current section's next interface; answers its record, or 0 when no memory is left. */
export function addInterface(linkType: u32, snapLength: u32): usize {
  const first = load<u32>(current, 8)
  const count = load<u32>(current, 12)
  // Another file's interfaces came in between: a section's lie side by side, so its own move to the end.
  const moved: u32 = first + count === interfaceCount ? 0 : count
  if (interfaceCount + moved >= interfaceCapacity) {
    const capacity = max<u32>(interfaceCapacity << 1, 64) + moved
    const fresh = roomier(interfaces, interfaceCount, capacity, INTERFACE_BYTES)
    if (fresh === 0) return 0
    interfaces = fresh
    interfaceCapacity = capacity
  }
  if (moved > 0) {
    const from = interfaces + <usize>first * INTERFACE_BYTES
    memory.copy(interfaces + <usize>interfaceCount * INTERFACE_BYTES, from, <usize>moved * INTERFACE_BYTES)
    store<u32>(current, interfaceCount, 8)
    interfaceCount += moved
  } else if (count === 0) store<u32>(current, interfaceCount, 8)
  const record = interfaces + <usize>interfaceCount * INTERFACE_BYTES
  interfaceCount++
  store<u32>(current, count + 1, 12)
  store<u32>(record, linkType)
  store<u32>(record, snapLength, 4)
  store<u32>(record, DEFAULT_RESOLUTION, 8)
  store<u32>(record, 0, 12)
  store<i64>(record, 0, 16)
  store<u64>(record, 0, 24)
  return record
}

/** The current section's interface `id`, or 0. */
export function interfaceAt(id: u32): usize {
  if (current === 0 || id >= load<u32>(current, 12)) return 0
  return interfaces + <usize>(load<u32>(current, 8) + id) * INTERFACE_BYTES
}

export function linkTypeOf(record: usize): u32 {
  return load<u32>(record)
}
export function snapLengthOf(record: usize): u32 {
  return load<u32>(record, 4)
}
/** Remembers the drops told so far and answers how many are new. Counts stop at 2^32 - 1. */
export function newDrops(record: usize, drops: u64): u64 {
  const known: u64 = load<u32>(record, 12)
  if (drops <= known) return 0
  store<u32>(record, u32(min<u64>(drops, 0xffffffff)), 12)
  return drops - known
}

/** A packet says how many were dropped before it; answers how many are new beside those that statistics told. */
export function newDropsBefore(record: usize, drops: u64): u64 {
  const sum = load<u64>(record, 24) + min<u64>(drops, 0xffffffff)
  store<u64>(record, sum, 24)
  return newDrops(record, sum)
}

/** `resolution` as in if_tsresol: a power of ten, or of two with the top bit set. */
export function setResolution(record: usize, resolution: u32): void {
  store<u32>(record, resolution, 8)
}
export function setOffset(record: usize, seconds: i64): void {
  store<i64>(record, seconds, 16)
}

function powerOfTen(exponent: u32): u64 {
  let power: u64 = 1
  for (let i: u32 = 0; i < exponent; i++) power *= 10
  return power
}

/** Ticks of an interface's clock as nanoseconds since 1970. Resolutions finer than the ticks can bear give 0. */
export function toNanoseconds(record: usize, ticks: u64): u64 {
  const resolution = load<u32>(record, 8)
  const offset = u64(load<i64>(record, 16)) * NANOSECONDS
  const exponent = resolution & 0x7f
  if (resolution < 0x80) {
    if (exponent <= 9) return ticks * powerOfTen(9 - exponent) + offset
    return (exponent <= 28 ? ticks / powerOfTen(exponent - 9) : 0) + offset
  }
  if (exponent > 63) return offset
  const seconds = ticks >> exponent
  const fraction = ticks & (((<u64>1) << exponent) - 1)
  // 34 bits of fraction times 30 bits of nanoseconds fit in 64; finer ones are below a nanosecond anyway.
  const spare: u64 = exponent > 34 ? exponent - 34 : 0
  return seconds * NANOSECONDS + (((fraction >> spare) * NANOSECONDS) >> (exponent - spare)) + offset
}
