/**
 * One record as every format's reader finds it. Records are read for two reasons: to take their frames in while
 * streaming, and to find one frame's bytes again later; the readers don't know which.
 */
import { segmentLimit } from '../columns'
import { countFrame, countOther, frameTime } from '../counters'
import { dissectFrame } from '../frame'
import { keepIcmpError } from '../icmp'
import { takeIcmpError } from '../ip/icmp'
import { beginFrame } from '../ip/pieces'
import { keepTimeBefore } from '../rare'
import { takeSegment } from '../segment'

/** A bigger frame is a corrupt length: no capture tool writes them. */
export const MAX_FRAME: u32 = 262144

let wantedBytes: u32 = 0
let isInspecting: bool = false
let dataAt: usize = 0
let capturedBytes: u32 = 0
let originalBytes: u32 = 0
let linkTypeFound: u32 = 0
let timeFound: u64 = 0

/** Frames from this time on are left for later: it is another file's turn. */
let limit: u64 = u64.MAX_VALUE
/** One of exactly that time still belongs to this turn. */
let includesLimit: bool = true
let isHeld: bool = false
/** The frame before held a segment: its time is in the columns. */
let isAfterSegment: bool = false
let heldTime: u64 = 0

/** From now on, reading stops before a frame that is later than `until` (`inclusive`), or not earlier. */
export function holdFrom(until: u64, inclusive: bool): void {
  limit = until
  includesLimit = inclusive
  isHeld = false
}

/** Reading stopped before a frame that is to wait; see `heldUntil`. */
export function holdsFrame(): bool {
  return isHeld
}

/** Time of the frame that waits. */
export function heldUntil(): u64 {
  return heldTime
}

/** The record needs `bytes` in the buffer; answers 0, so that a reader can return it as "nothing consumed". */
export function want(bytes: u32): u32 {
  wantedBytes = bytes
  return 0
}

export function wanted(): u32 {
  return wantedBytes
}

/** From now on frames are only looked at (true), or taken in (false). */
export function inspectOnly(on: bool): void {
  isInspecting = on
  isHeld = false
  dataAt = 0
}

/**
 * A frame was read: `captured` bytes at `at`, `original` bytes long on its link. `offset`: of its record in the file.
 * False: it is to wait, and its record is to be read again.
 */
export function takeFrame(at: usize, captured: u32, original: u32, linkType: u32, time: u64, offset: u64): bool {
  if (isInspecting) {
    dataAt = at
    capturedBytes = captured
    originalBytes = original
    linkTypeFound = linkType
    timeFound = time
    return true
  }
  if (time >= limit && (time > limit || !includesLimit)) {
    isHeld = true
    heldTime = time
    return false
  }
  const timeBefore = frameTime()
  const frame = countFrame(time, captured, original)
  beginFrame(at, offset, frame)
  if (dissectFrame(linkType, at, captured, original) && takeSegment(time, frame, offset)) {
    if (frame > 1 && !isAfterSegment) keepTimeBefore(segmentLimit() - 1, timeBefore)
    isAfterSegment = true
    return true
  }
  isAfterSegment = false
  countOther()
  if (takeIcmpError()) keepIcmpError(time, frame, offset)
  return true
}

/** Address of the inspected frame; 0: the record holds none. */
export function inspectedAt(): usize {
  return dataAt
}
export function inspectedCaptured(): u32 {
  return capturedBytes
}
export function inspectedOriginal(): u32 {
  return originalBytes
}
export function inspectedLinkType(): u32 {
  return linkTypeFound
}
export function inspectedTime(): u64 {
  return timeFound
}
