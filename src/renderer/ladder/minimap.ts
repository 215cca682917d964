/** The map beside the ladder, as rectangles. Pure: columns of numbers in, rectangles out. */
import { scaleLog } from 'd3'
import { type LadderMap, MAP_LOSS, MAP_RESET, MAP_ZERO_WINDOW } from '../../contracts/ladder'

export type MapTone = 'density' | 'loss' | 'zero-window' | 'reset' | 'match'

export interface MapMark {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  readonly tone: MapTone
}

export const MAP_WIDTH = 22
/** A tick is at least this tall: one lost segment among a million is still seen. */
const TICK = 2
/** Each kind of event has a column of its own besides its colour. */
const COLUMNS: readonly (readonly [number, MapTone, number, number])[] = [
  [MAP_LOSS, 'loss', 2, 7],
  [MAP_ZERO_WINDOW, 'zero-window', 8, 7],
  [MAP_RESET, 'reset', 2, MAP_WIDTH - 4],
]

/** Marks of a map `height` pixels high, of `matches` rows found among `rows`. */
export function mapMarks(map: LadderMap, height: number, matches: readonly number[], rows: number): MapMark[] {
  const steps = map.segments.length
  if (steps === 0 || height <= 0) return []
  const step = height / steps
  const most = Math.max(...map.segments, 1)
  const width = scaleLog()
    .domain([1, Math.max(2, most)])
    .range([3, MAP_WIDTH - 4])
    .clamp(true)
  const marks: MapMark[] = []
  map.segments.forEach((count, place) => {
    if (count > 0)
      marks.push({ x: 2, y: place * step, width: width(count), height: Math.max(1, step), tone: 'density' })
  })
  for (const [bit, tone, x, wide] of COLUMNS) {
    map.events.forEach((bits, place) => {
      if ((bits & bit) !== 0)
        marks.push({ x, y: place * step + Math.min(step, 26) / 2 - 1, width: wide, height: TICK, tone })
    })
  }
  return [...marks, ...matchMarks(matches, rows, height)]
}

/** One tick a pixel at most. */
function matchMarks(matches: readonly number[], rows: number, height: number): MapMark[] {
  const marks: MapMark[] = []
  let last = -1
  for (const row of matches) {
    const y = Math.floor(((row + 0.5) / Math.max(1, rows)) * height)
    if (y === last) continue
    last = y
    marks.push({ x: MAP_WIDTH - 6, y, width: 5, height: TICK, tone: 'match' })
  }
  return marks
}

/** The part of the map that the view shows: `offset` of `content` pixels, `view` of them visible. */
export function viewBox(
  content: number,
  view: number,
  offset: number,
  height: number,
): { top: number; height: number } {
  const part = Math.min(1, view / Math.max(1, content))
  const tall = Math.max(8, part * height)
  const room = content - view
  return { top: room <= 0 ? 0 : (offset / room) * (height - tall), height: tall }
}

/** Where the view must stand for its middle to be at `y` of the map. */
export function offsetAt(y: number, content: number, view: number, height: number): number {
  const { height: tall } = viewBox(content, view, 0, height)
  const part = (y - tall / 2) / Math.max(1, height - tall)
  return Math.min(Math.max(part, 0), 1) * Math.max(0, content - view)
}
