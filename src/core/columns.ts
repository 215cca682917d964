/** The segments: pages of parallel columns that never move. Layout: contracts/abi.ts. */
import {
  COLUMN_ACK,
  COLUMN_ANALYSIS,
  COLUMN_FLAGS,
  COLUMN_FLOW,
  COLUMN_FRAME,
  COLUMN_LENGTH,
  COLUMN_OFFSET,
  COLUMN_SEQ,
  COLUMN_TIME,
  COLUMN_WINDOW,
  FREE_ROW,
  LENGTH_HIGH_SHIFT,
  LENGTH_MAX,
  PAGE_BASE_FRAME,
  PAGE_BASE_OFFSET,
  PAGE_BYTES,
  PAGE_ROWS,
  SEGMENTS_PER_PAGE,
} from '../contracts/abi'
import { allocate } from './memory'

const PAGE_LIMIT: u32 = 1 << 16
/** A page's offsets also reach back so far: of several files read as one, each is elsewhere. */
const ROOM_BELOW: u64 = 1 << 31

let pages: usize = 0
let pageCount: u32 = 0
let current: usize = 0
let rows: u32 = SEGMENTS_PER_PAGE
let baseOffset: u64 = 0
let baseFrame: u32 = 0

/** Makes the empty directory; false when no memory is left. */
export function buildColumns(): bool {
  pages = allocate(<usize>PAGE_LIMIT * 4)
  return pages !== 0
}

export function pagesUsed(): u32 {
  return pageCount
}

/** Pointer to a page. */
export function pageAt(page: u32): usize {
  return load<u32>(pages + <usize>page * 4)
}

/** One past the highest segment index in use. */
export function segmentLimit(): u32 {
  return pageCount === 0 ? 0 : (pageCount - 1) * SEGMENTS_PER_PAGE + rows
}

function openPage(offset: u64, frame: u32): bool {
  if (pageCount >= PAGE_LIMIT) return false
  const page = allocate(PAGE_BYTES)
  if (page === 0) return false
  memory.fill(page + COLUMN_FLOW, 0xff, <usize>SEGMENTS_PER_PAGE * 4)
  const base: u64 = offset > ROOM_BELOW ? offset - ROOM_BELOW : 0
  store<u64>(page, base, PAGE_BASE_OFFSET)
  store<u32>(page, frame, PAGE_BASE_FRAME)
  store<u32>(pages + <usize>pageCount * 4, u32(page))
  pageCount++
  current = page
  rows = 0
  baseOffset = base
  baseFrame = frame
  return true
}

/** Makes room for a segment of this frame and answers its index; FREE_ROW when no memory is left. */
export function reserve(offset: u64, frame: u32): u32 {
  const reachable = offset - baseOffset <= 0xffffffff && frame - baseFrame <= 0xffff
  if ((rows === SEGMENTS_PER_PAGE || !reachable) && !openPage(offset, frame)) return FREE_ROW
  return (pageCount - 1) * SEGMENTS_PER_PAGE + rows
}

/** Fills the row that `reserve` made room for. `flags`: control bits and SEGMENT_ bits. */
export function append(
  time: u64,
  flowAndSender: u32,
  seq: u32,
  ack: u32,
  offset: u64,
  frame: u32,
  window: u32,
  length: u32,
  flags: u32,
  analysis: u32,
): void {
  const kept = min(length, LENGTH_MAX)
  const row: usize = rows
  store<u64>(current + (row << 3), time, COLUMN_TIME)
  store<u32>(current + (row << 2), flowAndSender, COLUMN_FLOW)
  store<u32>(current + (row << 2), seq, COLUMN_SEQ)
  store<u32>(current + (row << 2), ack, COLUMN_ACK)
  store<u32>(current + (row << 2), u32(offset - baseOffset), COLUMN_OFFSET)
  store<u16>(current + (row << 1), u16(frame - baseFrame), COLUMN_FRAME)
  store<u16>(current + (row << 1), u16(window), COLUMN_WINDOW)
  store<u16>(current + (row << 1), u16(kept), COLUMN_LENGTH)
  store<u16>(current + (row << 1), u16(flags | ((kept >> 16) << LENGTH_HIGH_SHIFT)), COLUMN_FLAGS)
  store<u16>(current + (row << 1), u16(analysis), COLUMN_ANALYSIS)
  rows++
  store<u32>(current, rows, PAGE_ROWS)
}
