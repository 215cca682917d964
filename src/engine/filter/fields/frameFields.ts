/** Times between frames, where the one before holds a segment or the core kept its time, and within flows. */
import {
  COLUMN_FRAME,
  COLUMN_TIME,
  PAGE_BASE_FRAME,
  PAGE_ROWS,
  RareKind,
  SEGMENTS_PER_PAGE,
} from '../../../contracts/abi'
import type { Core } from '../../core'
import { eachRare } from '../../rare'
import { SegmentRecord } from '../../segmentRecord'
import type { Row } from '../run/row'
import { column } from './column'
import { type Field, type FieldTable, type FillPage, Level } from './field'

const TWO_32 = 4294967296
const FIRST_FRAME = 1

/** The segment before this one in the file, of whatever flow; -1: there is none. */
function before(core: Core, segment: number): number {
  if (segment % SEGMENTS_PER_PAGE > 0) return segment - 1
  const page = Math.floor(segment / SEGMENTS_PER_PAGE) - 1
  if (page < 0) return -1
  // A page may have been left before it was full.
  return page * SEGMENTS_PER_PAGE + (core.views.u32[(core.pagePointer(page) + PAGE_ROWS) >>> 2] as number) - 1
}

/** NaN: not known. */
function deltaOf({ core, segment }: Row): number {
  if (segment.frame === FIRST_FRAME) return 0
  let delta = Number.NaN
  eachRare(core, RareKind.TIME_BEFORE, segment.index, segment.index + 1, (_, low, high) => {
    delta = Number(segment.time - ((BigInt(high) << 32n) | BigInt(low)))
  })
  const last = Number.isNaN(delta) ? before(core, segment.index) : -1
  if (last < 0) return delta
  const earlier = new SegmentRecord(core).at(last)
  return earlier.frame + 1 === segment.frame ? segment.nanosecondsSince(earlier) : Number.NaN
}

const fillDelta =
  (row: Row): FillPage =>
  ({ first, u16, u32, pointer, rows }, out) => {
    if (rows === 0) return
    out[0] = deltaOf(row.atSegment(first))
    const frames = (pointer + COLUMN_FRAME) >>> 1
    const times = (pointer + COLUMN_TIME) >>> 2
    for (let at = 1; at < rows; at += 1) {
      const isNext = (u16[frames + at - 1] as number) + 1 === u16[frames + at]
      const high = (u32[times + 2 * at + 1] as number) - (u32[times + 2 * at - 1] as number)
      const low = (u32[times + 2 * at] as number) - (u32[times + 2 * at - 2] as number)
      out[at] = isNext ? high * TWO_32 + low : Number.NaN
    }
    eachRare(row.core, RareKind.TIME_BEFORE, first + 1, first + rows, (segment, low, high) => {
      const at = times + 2 * (segment - first)
      out[segment - first] = ((u32[at + 1] as number) - high) * TWO_32 + ((u32[at] as number) - low)
    })
    if (u32[(pointer + PAGE_BASE_FRAME) >>> 2] === FIRST_FRAME && u16[frames] === 0) out[0] = 0
  }

const delta: Field = {
  name: 'frame.time_delta',
  type: 'duration',
  level: Level.SEGMENT,
  meaning: 'Since the frame before, of whatever kind',
  most: 0,
  read: (row, out) => {
    const value = deltaOf(row)
    if (!Number.isNaN(value)) out.push(value)
  },
  fill: fillDelta,
}

const ofFlow = (name: string, meaning: string, since: 'first' | 'before'): Field =>
  column(
    name,
    meaning,
    0,
    (row) => row.times(since)[row.segment.index] as number,
    (row) =>
      ({ first, rows }, out) => {
        const known = row.times(since).subarray(first, first + rows)
        out.set(known)
        // Of a capture that grew since then.
        out.fill(Number.NaN, known.length, rows)
      },
    'duration',
  )

export const FRAME_FIELDS: FieldTable = [
  delta,
  ofFlow('tcp.time_relative', "Since the flow's first segment", 'first'),
  ofFlow('tcp.time_delta', "Since the flow's segment before", 'before'),
]
