/**
 * First bytes of a direction that wait for those that follow, put together whatever order they come in. A hello with
 * post-quantum keys takes two or three segments; who waits while 255 others came is given up.
 *
 *     slot:  record u32 | endpoint u32 | base u32 | - | coverage | data
 */
import { SERVICE_WAITS } from '../../contracts/abi'
import { arrived, COVERAGE_BYTES, place } from '../ip/coverage'
import { allocate } from '../memory'

/** With WAITING_MAX, 2 MiB. */
const SLOTS: u32 = 256
/** Bytes of a direction's start that are put together. */
export const WAITING_MAX: u32 = 8192

const RECORD: usize = 0
const ENDPOINT: usize = 4
const BASE: usize = 8
const COVERAGE: usize = 16
const DATA: usize = COVERAGE + COVERAGE_BYTES
const SLOT_BYTES: usize = DATA + (WAITING_MAX as usize)

/** u32 each: pointer; 0: not made yet. */
const slots = memory.data(SLOTS * 4, 4)
let turn: u32 = 0

function waitsAt(record: usize, endpoint: u32): usize {
  return record + SERVICE_WAITS + ((<usize>endpoint) << 1)
}

/** Where a direction's bytes wait; 0: they don't. */
export function waitingOf(record: usize, endpoint: u32): usize {
  const slot: u32 = load<u16>(waitsAt(record, endpoint))
  return slot === 0 ? 0 : <usize>load<u32>(slots + ((<usize>(slot - 1)) << 2))
}

/** Has a direction's bytes wait, from sequence number `base` on; 0: no memory is left. */
export function beginWaiting(record: usize, endpoint: u32, base: u32): usize {
  const slot = turn++ % SLOTS
  const pointer = slots + ((<usize>slot) << 2)
  if (load<u32>(pointer) === 0) store<u32>(pointer, u32(allocate(SLOT_BYTES)))
  const at: usize = load<u32>(pointer)
  if (at === 0) return 0
  endWaiting(at)
  store<u32>(at, u32(record), RECORD)
  store<u32>(at, endpoint, ENDPOINT)
  store<u32>(at, base, BASE)
  store<u32>(at, 0, COVERAGE)
  store<u16>(waitsAt(record, endpoint), u16(slot + 1))
  return at
}

/** The slot may be another's. */
export function endWaiting(slot: usize): void {
  const record: usize = load<u32>(slot, RECORD)
  if (record !== 0) store<u16>(waitsAt(record, load<u32>(slot, ENDPOINT)), 0)
  store<u32>(slot, 0, RECORD)
}

export function waitingFrom(slot: usize): u32 {
  return load<u32>(slot, BASE)
}

/** Puts `bytes` bytes to their place, `offset` bytes after the base; what finds no room is left out. */
export function addWaiting(slot: usize, at: usize, offset: u32, bytes: u32): bool {
  return place(slot + COVERAGE, slot + DATA, at, offset, min(offset + bytes, WAITING_MAX))
}

/** The bytes from the base on that are there without a gap. */
export function waitingBytes(slot: usize): u32 {
  return arrived(slot + COVERAGE)
}
export function waitingData(slot: usize): usize {
  return slot + DATA
}
