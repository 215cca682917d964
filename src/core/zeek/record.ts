/**
 * What is kept of a flow for Zeek's history: one small record, and further blocks for what few flows have: repeats to
 * count, resets, many letters.
 *
 *   record:  more u32 | seen u16 | states u8 × 2 | bits u8 | filled u8 | letters × 12 | gaps u8 × 2 | ends × 2
 *     end:   last u32 | delivered u32 | fin u32
 *   block:   before u32 | filled u8 … | letters × 16 | extras × 2
 *     extra: syn u32 | rst u32 | counts u32 × 3
 */
import {
  HISTORY_BITS,
  HISTORY_FILLED,
  HISTORY_LETTERS,
  HISTORY_MORE,
  HISTORY_MORE_BEFORE,
  HISTORY_MORE_FILLED,
  HISTORY_MORE_LETTERS,
  HISTORY_STATES,
  HistoryBit,
} from '../../contracts/abi'
import { allocate } from '../memory'

const RECORD_BYTES: usize = 48
const RECORD_LETTERS: u32 = 12
const RECORDS_PER_SLAB: usize = 1024
const ENDS: usize = 24
const END_BYTES: usize = 12
/** u16: which once-a-side letters there are. */
export const SEEN: usize = 4
/** u8 each, endpoint A and B: gaps, until the block counts them. */
export const FEW_GAPS: usize = 22
/** u32, of an end: sequence number after the last segment. */
export const LAST: usize = 0
/** u32, of an end: up to here its data came, or was acknowledged. */
export const DELIVERED: usize = 4
/** u32, of an end: sequence number of the last FIN; valid with HistoryBit.FIN_OF_A or _B. */
export const FIN: usize = 8

const BLOCK_BYTES: usize = 64
const BLOCK_LETTERS: u32 = 16
const BLOCKS_PER_SLAB: usize = 256
const EXTRAS: usize = 24
const EXTRA_BYTES: usize = 20
/** u32, of an extra: sequence number of the last SYN, 0: that of the connection's first; of the last RST. */
export const LAST_SYN: usize = 0
export const LAST_RST: usize = 4
/** u32, of an extra: how often data came again, the window was zero, data was missing. */
export const REPEATS: usize = 8
export const ZERO_WINDOWS: usize = 12
export const GAPS: usize = 16

let freeRecord: usize = 0
let recordsEnd: usize = 0
let freeBlock: usize = 0
let blocksEnd: usize = 0

/** A zeroed record; 0 when no memory is left. */
export function newRecord(): usize {
  if (freeRecord === recordsEnd) {
    freeRecord = allocate(RECORD_BYTES * RECORDS_PER_SLAB)
    recordsEnd = freeRecord === 0 ? 0 : freeRecord + RECORD_BYTES * RECORDS_PER_SLAB
    if (freeRecord === 0) return 0
  }
  const record = freeRecord
  freeRecord += RECORD_BYTES
  return record
}

/** Puts a block before those that the record has; the extras move on into it. 0 when no memory is left. */
function addBlock(record: usize): usize {
  if (freeBlock === blocksEnd) {
    freeBlock = allocate(BLOCK_BYTES * BLOCKS_PER_SLAB)
    blocksEnd = freeBlock === 0 ? 0 : freeBlock + BLOCK_BYTES * BLOCKS_PER_SLAB
    if (freeBlock === 0) return 0
  }
  const block = freeBlock
  freeBlock += BLOCK_BYTES
  const before: usize = load<u32>(record, HISTORY_MORE)
  if (before !== 0) memory.copy(block + EXTRAS, before + EXTRAS, 2 * EXTRA_BYTES)
  store<u32>(block, u32(before), HISTORY_MORE_BEFORE)
  store<u32>(record, u32(block), HISTORY_MORE)
  return block
}

/** Numbers of an endpoint (0: A, 1: B). */
export function endOf(record: usize, side: usize): usize {
  return record + ENDS + side * END_BYTES
}

/** Further numbers of an endpoint; 0 when no memory is left. */
export function extraOf(record: usize, side: usize): usize {
  let block: usize = load<u32>(record, HISTORY_MORE)
  if (block === 0) block = addBlock(record)
  return block === 0 ? 0 : block + EXTRAS + side * EXTRA_BYTES
}

export function hasExtras(record: usize): bool {
  return load<u32>(record, HISTORY_MORE) !== 0
}

export function hasBit(record: usize, bit: u32): bool {
  return (load<u8>(record, HISTORY_BITS) & bit) !== 0
}

export function setBit(record: usize, bit: u32): void {
  store<u8>(record, load<u8>(record, HISTORY_BITS) | u8(bit), HISTORY_BITS)
}

export function isOriginator(record: usize, side: usize): bool {
  return (load<u8>(record, HISTORY_BITS) & HistoryBit.ORIGINATOR_IS_B) === u32(side)
}

export function stateOf(record: usize, side: usize): u32 {
  return load<u8>(record + side, HISTORY_STATES) & 15
}

export function stateBefore(record: usize, side: usize): u32 {
  return load<u8>(record + side, HISTORY_STATES) >> 4
}

export function setState(record: usize, side: usize, state: u32): void {
  const old = stateOf(record, side)
  if (old !== state) store<u8>(record + side, u8(state | (old << 4)), HISTORY_STATES)
}

/** Adds a letter to the history; false when no memory is left. */
export function append(record: usize, letter: u8): bool {
  let block: usize = load<u32>(record, HISTORY_MORE)
  const filled: u32 = load<u8>(record, HISTORY_FILLED)
  if (filled < RECORD_LETTERS) {
    store<u8>(record + filled, letter, HISTORY_LETTERS)
    store<u8>(record, u8(filled + 1), HISTORY_FILLED)
    return true
  }
  if (block === 0 || load<u8>(block, HISTORY_MORE_FILLED) === <u8>BLOCK_LETTERS) {
    block = addBlock(record)
    if (block === 0) return false
  }
  const here: u32 = load<u8>(block, HISTORY_MORE_FILLED)
  store<u8>(block + here, letter, HISTORY_MORE_LETTERS)
  store<u8>(block, u8(here + 1), HISTORY_MORE_FILLED)
  return true
}
