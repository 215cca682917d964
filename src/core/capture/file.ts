/**
 * What is known of a capture file while its records are walked. Usually there is one; of several that are read as one,
 * each keeps its own, and one at a time is the current.
 *
 *   format u32 | big-endian u32 | link type u32 | record header bytes u32 | nanoseconds a tick u64 |
 *   lengths are swapped u32 | lengths may be swapped u32 | number u32
 */
import { CaptureFormat } from '../../contracts/abi'
import { setBigEndian } from './order'

/** What follows up to here is the merge's: see merge.ts. */
export const FILE_BYTES: usize = 96
/** Where the merge's part begins. */
export const FILE_MERGE: usize = 40

const FORMAT: usize = 0
const BIG_ENDIAN: usize = 4
const LINK_TYPE: usize = 8
const HEADER_BYTES: usize = 12
const TICK: usize = 16
const SWAPPED: usize = 24
const MAY_BE_SWAPPED: usize = 28
const NUMBER: usize = 32

const only = memory.data(96, 8)
let current: usize = only

/** Makes another file the current one. */
export function enterFile(file: usize): void {
  current = file
  setBigEndian(load<u32>(file, BIG_ENDIAN) !== 0)
}

export function currentFile(): usize {
  return current
}

/** The file's place among those that are read as one. */
export function numberFile(file: usize, number: u32): void {
  store<u32>(file, number, NUMBER)
}
export function fileNumber(): u32 {
  return load<u32>(current, NUMBER)
}

export function format(): u32 {
  return load<u32>(current, FORMAT)
}
export function isRecognised(): bool {
  return format() !== CaptureFormat.UNKNOWN
}
export function setFormat(format: u32): void {
  store<u32>(current, format, FORMAT)
}

/** The file's fields, or its section's, are in this byte order from here on. */
export function setFileBigEndian(isBig: bool): void {
  store<u32>(current, isBig ? 1 : 0, BIG_ENDIAN)
  setBigEndian(isBig)
}

export function linkType(): u32 {
  return load<u32>(current, LINK_TYPE)
}
export function setLinkType(type: u32): void {
  store<u32>(current, type, LINK_TYPE)
}

/** Of a pcap: bytes before each frame, and what a tick of its clock is. */
export function setRecords(headerBytes: u32, nanosecondsPerTick: u64): void {
  store<u32>(current, headerBytes, HEADER_BYTES)
  store<u64>(current, nanosecondsPerTick, TICK)
}
export function recordHeaderBytes(): u32 {
  return load<u32>(current, HEADER_BYTES)
}
export function nanosecondsPerTick(): u64 {
  return load<u64>(current, TICK)
}

/** Of a pcap: its records' two lengths are the other way round, or may be. */
export function setLengthOrder(isSwapped: bool, mayBeSwapped: bool): void {
  store<u32>(current, isSwapped ? 1 : 0, SWAPPED)
  store<u32>(current, mayBeSwapped ? 1 : 0, MAY_BE_SWAPPED)
}
export function areLengthsSwapped(): bool {
  return load<u32>(current, SWAPPED) !== 0
}
export function mayLengthsBeSwapped(): bool {
  return load<u32>(current, MAY_BE_SWAPPED) !== 0
}
