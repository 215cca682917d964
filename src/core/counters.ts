/** Counts over the whole capture; layout: contracts/abi.ts, COUNTER_. */
import {
  COUNTER_ABANDONED_DATAGRAMS,
  COUNTER_BYTES,
  COUNTER_CLOCK_BACKWARDS,
  COUNTER_CUT_FRAMES,
  COUNTER_FIRST_TIME,
  COUNTER_FRAGMENT_CONFLICTS,
  COUNTER_FRAMES,
  COUNTER_LAST_TIME,
  COUNTER_OTHER_FRAMES,
  COUNTER_REASSEMBLED,
  COUNTER_SEGMENTS,
} from '../contracts/abi'

const counters = memory.data(128, 8)
let previousTime: u64 = 0

export function countersPointer(): usize {
  return counters
}

function bump(offset: usize): void {
  store<u64>(counters + offset, load<u64>(counters + offset) + 1)
}

/** Counts a frame and answers its number, from 1. */
export function countFrame(time: u64, captured: u32, original: u32): u32 {
  const frames = load<u64>(counters, COUNTER_FRAMES) + 1
  store<u64>(counters, frames, COUNTER_FRAMES)
  store<u64>(counters, load<u64>(counters, COUNTER_BYTES) + original, COUNTER_BYTES)
  if (captured < original) bump(COUNTER_CUT_FRAMES)
  if (frames === 1 || time < load<u64>(counters, COUNTER_FIRST_TIME)) store<u64>(counters, time, COUNTER_FIRST_TIME)
  if (frames === 1 || time > load<u64>(counters, COUNTER_LAST_TIME)) store<u64>(counters, time, COUNTER_LAST_TIME)
  if (frames > 1 && time < previousTime) bump(COUNTER_CLOCK_BACKWARDS)
  previousTime = time
  return u32(frames)
}

/** Counts what was found of one of the quality counters. */
export function countQuality(counter: u32, more: u64): void {
  store<u64>(counters + counter, load<u64>(counters + counter) + more)
}

export function countSegment(): void {
  bump(COUNTER_SEGMENTS)
}

export function countOther(): void {
  bump(COUNTER_OTHER_FRAMES)
}

/** Time of the frame that was counted last. */
export function frameTime(): u64 {
  return previousTime
}

export function countReassembled(): void {
  bump(COUNTER_REASSEMBLED)
}

export function countFragmentConflict(): void {
  bump(COUNTER_FRAGMENT_CONFLICTS)
}

export function countAbandoned(): void {
  bump(COUNTER_ABANDONED_DATAGRAMS)
}
