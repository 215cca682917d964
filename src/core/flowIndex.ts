/**
 * The segments of each flow, by counting: where a flow's begin, and all segments sorted by flow, in order. Made on
 * demand when reading is over; before that, a flow's segments are found by scanning the flow column.
 *
 *   starts:  u32 × (flows + 1)      order:  u32 × segments
 */
import { COLUMN_FLOW, PAGE_ROWS, SEGMENTS_PER_PAGE } from '../contracts/abi'
import { pageAt, pagesUsed, segmentLimit } from './columns'
import { flowCount } from './flow/table'
import { allocate } from './memory'

let starts: usize = 0
let order: usize = 0
let limit: u32 = 0

/** Whether the index covers all that was read. */
export function isIndexed(): bool {
  return starts !== 0 && limit === segmentLimit()
}

/** Pointer to the first of a flow's segment indexes, and how many there are; only where isIndexed(). */
export function segmentsOf(flow: u32): usize {
  return order + ((<usize>load<u32>(starts + ((<usize>flow) << 2))) << 2)
}
export function segmentCountOf(flow: u32): u32 {
  const at = starts + ((<usize>flow) << 2)
  return load<u32>(at, 4) - load<u32>(at)
}

/** Makes the index anew. False when no memory is left: then scanning goes on. */
export function buildFlowIndex(): bool {
  if (isIndexed()) return true
  const flows = flowCount()
  const pages = pagesUsed()
  const freshStarts = allocate((<usize>flows + 2) << 2)
  const freshOrder = allocate((<usize>segmentLimit() + 1) << 2)
  if (freshStarts === 0 || freshOrder === 0) return false

  // Counted two places on and summed up, slot f + 1 is where flow f begins; filling moves it to where flow f + 1 does.
  for (let page: u32 = 0; page < pages; page++) {
    const at = pageAt(page)
    const rows = load<u32>(at, PAGE_ROWS)
    for (let row: u32 = 0; row < rows; row++) {
      const slot = freshStarts + ((<usize>(load<u32>(at + ((<usize>row) << 2), COLUMN_FLOW) >> 1) + 2) << 2)
      store<u32>(slot, load<u32>(slot) + 1)
    }
  }
  for (let slot = freshStarts + 4; slot <= freshStarts + ((<usize>flows + 1) << 2); slot += 4) {
    store<u32>(slot, load<u32>(slot) + load<u32>(slot - 4))
  }
  for (let page: u32 = 0; page < pages; page++) {
    const at = pageAt(page)
    const rows = load<u32>(at, PAGE_ROWS)
    for (let row: u32 = 0; row < rows; row++) {
      const owner = load<u32>(at + ((<usize>row) << 2), COLUMN_FLOW)
      const cursor = freshStarts + ((<usize>(owner >> 1) + 1) << 2)
      const place = load<u32>(cursor)
      store<u32>(freshOrder + ((<usize>place) << 2), page * SEGMENTS_PER_PAGE + row)
      store<u32>(cursor, place + 1)
    }
  }
  starts = freshStarts
  order = freshOrder
  limit = segmentLimit()
  return true
}
