/**
 * Several files read as one, frame by frame in order of time: of the frames that come next in each file, the earliest
 * is taken; of those with the same time, that of the file named last, as mergecap has it. A file whose own frames go
 * back in time is taken as it stands. Each file has a buffer; the host fills one whenever reading can't go on without.
 *
 *   after file.ts's part:  time of its next frame u64 | state u32 | buffer u32 | its bytes u32 | filled u32 |
 *                          read of that u32 | the file ends with it u32 | offset of the buffer's first byte u64 |
 *                          its frames u32
 */
import { COUNTER_FRAMES } from '../../contracts/abi'
import { countersPointer } from '../counters'
import { forgiveFailure, hasFailed } from '../errors'
import { allocate } from '../memory'
import { currentFile, enterFile, FILE_MERGE, fileNumber } from './file'
import { addFile, fileAt, fileCount } from './fileList'
import { returnToLastSection } from './interfaces'
import { read } from './reader'
import { heldUntil, holdFrom, holdsFrame } from './record'

const NEXT_TIME: usize = FILE_MERGE
const STATE: usize = FILE_MERGE + 8
const BUFFER: usize = FILE_MERGE + 12
const BUFFER_BYTES: usize = FILE_MERGE + 16
const FILLED: usize = FILE_MERGE + 20
const READ: usize = FILE_MERGE + 24
const IS_LAST: usize = FILE_MERGE + 28
const OFFSET: usize = FILE_MERGE + 32
const FRAMES: usize = FILE_MERGE + 40

/** Its next frame isn't known yet, or waits for its time, or there is none. */
const UNKNOWN: u32 = 0
const WAITING: u32 = 1
const ENDED: u32 = 2
/** No record needs more: frames are bounded, other blocks are skipped. */
const MAX_BUFFER: u32 = 64 << 20

/** Adds a file after those there are; its number, or -1 when no memory is left. */
export function addMergedFile(): i32 {
  return addFile() === 0 ? -1 : i32(fileCount() - 1)
}

/** A file's buffer, of `bytes` at least; 0: too big, or no memory is left. What it held is to be filled in again. */
export function bufferOf(number: u32, bytes: u32): usize {
  const file = fileAt(number)
  if (bytes <= load<u32>(file, BUFFER_BYTES)) return <usize>load<u32>(file, BUFFER)
  if (bytes > MAX_BUFFER) return 0
  const fresh = allocate(bytes)
  if (fresh === 0) return 0
  store<u32>(file, u32(fresh), BUFFER)
  store<u32>(file, bytes, BUFFER_BYTES)
  return fresh
}

/** A file's buffer holds `length` bytes, which lie at `offset`; with `isLast` the file ends with them. */
export function fillBuffer(number: u32, length: u32, offset: u64, isLast: bool): void {
  const file = fileAt(number)
  store<u32>(file, min(length, load<u32>(file, BUFFER_BYTES)), FILLED)
  store<u32>(file, 0, READ)
  store<u32>(file, isLast ? 1 : 0, IS_LAST)
  store<u64>(file, offset, OFFSET)
}

/** The bytes in a file's buffer lie at another offset from now on. */
export function moveBuffer(number: u32, offset: u64): void {
  store<u64>(fileAt(number), offset, OFFSET)
}

/** Bytes of a file's buffer that are read. */
export function readOf(number: u32): u32 {
  return load<u32>(fileAt(number), READ)
}

/** Frames of a file that were read. */
export function framesOf(number: u32): u32 {
  return load<u32>(fileAt(number), FRAMES)
}

/** Bytes in the buffers that are yet to be read. */
export function bytesWaiting(): u32 {
  let bytes: u32 = 0
  for (let number: u32 = 0; number < fileCount(); number++) {
    const file = fileAt(number)
    bytes += load<u32>(file, FILLED) - load<u32>(file, READ)
  }
  return bytes
}

/** No more is read of a file; where it failed, the others go on. */
export function endMergedFile(number: u32): void {
  const file = fileAt(number)
  store<u32>(file, ENDED, STATE)
  store<u32>(file, 0, FILLED)
  store<u32>(file, 0, READ)
  forgiveFailure()
}

/** The file whose turn it is: one whose next frame isn't known, else the one whose next is the earliest; 0: none. */
function nextFile(): usize {
  let next: usize = 0
  for (let number: u32 = 0; number < fileCount(); number++) {
    const file = fileAt(number)
    const state = load<u32>(file, STATE)
    if (state === UNKNOWN) return file
    if (state === WAITING && (next === 0 || load<u64>(file, NEXT_TIME) <= load<u64>(next, NEXT_TIME))) next = file
  }
  return next
}

/** Lets a file's frames pass as long as they come before the next of every other file. */
function holdForOthers(file: usize): void {
  let limit: u64 = u64.MAX_VALUE
  let isInclusive: bool = true
  let isBefore = true
  for (let number: u32 = 0; number < fileCount(); number++) {
    const other = fileAt(number)
    const state = load<u32>(other, STATE)
    if (other === file) isBefore = false
    if (other === file || state === ENDED) continue
    const time: u64 = state === UNKNOWN ? 0 : load<u64>(other, NEXT_TIME)
    if (time > limit) continue
    // At the same time the file named later comes first: ours may only pass those named before it.
    const passes = state === WAITING && isBefore
    isInclusive = time < limit ? passes : isInclusive && passes
    limit = time
  }
  holdFrom(limit, isInclusive)
}

/** Reads on until a file needs more bytes, failed, or has no more; answers its number, or -1: all have ended. */
export function mergeOn(): i32 {
  for (let file = nextFile(); file !== 0; file = nextFile()) {
    holdForOthers(file)
    if (file !== currentFile()) {
      enterFile(file)
      returnToLastSection()
    }
    const from = load<u32>(file, READ)
    const at = <usize>load<u32>(file, BUFFER) + from
    const left = load<u32>(file, FILLED) - from
    const framesBefore = load<u64>(countersPointer(), COUNTER_FRAMES)
    const used = read(at, left, load<u64>(file, OFFSET) + from, load<u32>(file, IS_LAST) !== 0)
    const frames = u32(load<u64>(countersPointer(), COUNTER_FRAMES) - framesBefore)
    store<u32>(file, load<u32>(file, FRAMES) + frames, FRAMES)
    store<u32>(file, from + used, READ)
    if (!holdsFrame() || hasFailed()) {
      store<u32>(file, UNKNOWN, STATE)
      return i32(fileNumber())
    }
    store<u32>(file, WAITING, STATE)
    store<u64>(file, heldUntil(), NEXT_TIME)
  }
  return -1
}
