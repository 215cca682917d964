/** One flow's segments once more through the tracker, for the states, numbers and acknowledged segments of each row. */
import {
  COLUMN_ACK,
  COLUMN_ANALYSIS,
  COLUMN_FLAGS,
  COLUMN_FLOW,
  COLUMN_LENGTH,
  COLUMN_SEQ,
  COLUMN_TIME,
  COLUMN_WINDOW,
  ENDPOINT_BYTES,
  ENDPOINT_HOLES,
  ENDPOINT_QUEUE_HEAD,
  ENDPOINT_SEGMENTS,
  FLAGS_MASK,
  FLOW_BYTES,
  FLOW_ENDPOINTS,
  FLOW_FIRST,
  FLOW_LAST,
  Flag,
  LENGTH_HIGH_SHIFT,
  PAGE_ROWS,
  SEGMENT_DUPLICATE,
  SEGMENT_TOO_OLD,
  SEGMENTS_PER_PAGE,
} from '../contracts/abi'
import { pageAt } from './columns'
import { flowAt } from './flow/table'
import { isIndexed, segmentCountOf, segmentsOf } from './flowIndex'
import { allocate } from './memory'
import { giveList } from './tcp/pool'
import { lastAcknowledged, observe } from './tcp/tracker'
import { Rows } from './trace'

export const replayed = new Rows()
let scratch: usize = 0

function releaseLists(flow: usize): void {
  for (let i: usize = 0; i < 2; i++) {
    const endpoint = flow + FLOW_ENDPOINTS + i * ENDPOINT_BYTES
    giveList(load<u32>(endpoint, ENDPOINT_QUEUE_HEAD))
    giveList(load<u32>(endpoint, ENDPOINT_HOLES))
  }
}

function replayRow(page: usize, row: usize, segment: u32, senderIsB: bool): void {
  const seq = load<u32>(page + (row << 2), COLUMN_SEQ)
  const ack = load<u32>(page + (row << 2), COLUMN_ACK)
  const flagBits: u32 = load<u16>(page + (row << 1), COLUMN_FLAGS)
  const analysis: u32 = load<u16>(page + (row << 1), COLUMN_ANALYSIS)
  const flags = (flagBits & (FLAGS_MASK | SEGMENT_DUPLICATE)) | (analysis & SEGMENT_TOO_OLD)
  const length: u32 = load<u16>(page + (row << 1), COLUMN_LENGTH) | ((flagBits >> LENGTH_HIGH_SHIFT) << 16)
  const time = load<u64>(page + (row << 3), COLUMN_TIME)
  const window: u32 = load<u16>(page + (row << 1), COLUMN_WINDOW)
  observe(scratch, senderIsB, time, seq, ack, flags, window, length, segment, true)
  replayed.add(scratch, senderIsB, seq, ack, (flags & Flag.ACK) !== 0, segment, lastAcknowledged(), 0)
}

function replayIndexed(number: u32): void {
  let at = segmentsOf(number)
  for (const end = at + ((<usize>segmentCountOf(number)) << 2); at < end; at += 4) {
    const index = load<u32>(at)
    const page = pageAt(index / SEGMENTS_PER_PAGE)
    const row: usize = index % SEGMENTS_PER_PAGE
    replayRow(page, row, index, (load<u32>(page + (row << 2), COLUMN_FLOW) & 1) !== 0)
  }
}

function replayScanned(flow: usize, number: u32): void {
  const first = load<u32>(flow, FLOW_FIRST)
  const last = load<u32>(flow, FLOW_LAST)
  const sentByA = number << 1
  for (let index = first; index <= last; ) {
    const page = pageAt(index / SEGMENTS_PER_PAGE)
    const base = index - (index % SEGMENTS_PER_PAGE)
    const rows = load<u32>(page, PAGE_ROWS)
    const end = min(rows, last - base + 1)
    for (let row: u32 = index - base; row < end; row++) {
      const owner = load<u32>(page + ((<usize>row) << 2), COLUMN_FLOW)
      if ((owner ^ sentByA) <= 1) replayRow(page, row, base + row, owner !== sentByA)
    }
    index = base + SEGMENTS_PER_PAGE
    if (index === 0) break
  }
}

/** Fills `replayed` with the rows of a flow and answers their number. */
export function replayFlow(number: u32): u32 {
  const flow = flowAt(number)
  const a = flow + FLOW_ENDPOINTS
  const total = load<u32>(a, ENDPOINT_SEGMENTS) + load<u32>(a + ENDPOINT_BYTES, ENDPOINT_SEGMENTS)
  if (scratch === 0) scratch = allocate(FLOW_BYTES)
  if (scratch === 0 || !replayed.open(total)) return 0
  memory.fill(scratch, 0, FLOW_BYTES)

  if (isIndexed()) replayIndexed(number)
  else replayScanned(flow, number)
  releaseLists(scratch)
  return replayed.filled
}
