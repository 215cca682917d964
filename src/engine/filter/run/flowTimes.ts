/** Times within flows, for all segments of a capture in one pass over the core's columns. */
import { COLUMN_FLOW, COLUMN_TIME, FREE_ROW, PAGE_ROWS, SEGMENTS_PER_PAGE } from '../../../contracts/abi'
import type { Core } from '../../core'

const TWO_32 = 4294967296
/** No segment of the flow was seen yet. */
const NEVER = 0xffffffff

/**
 * Nanoseconds by segment index; NaN where there is no segment.
 *
 * @param since the flow's first segment, or the one before: 0 for the first.
 */
export function flowTimes(core: Core, since: 'first' | 'before'): Float64Array {
  const limit = core.segmentLimit()
  const times = new Float64Array(limit).fill(Number.NaN)
  // Two halves, so that differences are exact however long the capture is.
  const high = new Uint32Array(core.flowCount()).fill(NEVER)
  const low = new Uint32Array(high.length)
  const { u32 } = core.views
  for (let first = 0; first < limit; first += SEGMENTS_PER_PAGE) {
    const page = core.pagePointer(first / SEGMENTS_PER_PAGE)
    const rows = Math.min(u32[(page + PAGE_ROWS) >>> 2] as number, SEGMENTS_PER_PAGE, limit - first)
    const [flows, stamps] = [(page + COLUMN_FLOW) >>> 2, (page + COLUMN_TIME) >>> 2]
    for (let row = 0; row < rows; row += 1) {
      const code = u32[flows + row] as number
      if (code === FREE_ROW) continue
      const flow = code >>> 1
      const [nowLow, nowHigh] = [u32[stamps + 2 * row] as number, u32[stamps + 2 * row + 1] as number]
      const isFirst = high[flow] === NEVER
      times[first + row] = isFirst ? 0 : (nowHigh - (high[flow] as number)) * TWO_32 + (nowLow - (low[flow] as number))
      if (!isFirst && since === 'first') continue
      high[flow] = nowHigh
      low[flow] = nowLow
    }
  }
  return times
}
