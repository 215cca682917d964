/** Leaves of a series what a picture of so many pixel columns can show: what stands out stays. */
import { Points, pointFrom, type Series } from './series'

export interface View {
  readonly from: number
  readonly to: number
  /** Pixel columns. */
  readonly width: number
}

export interface Decimated {
  readonly points: Points
  /** Points in the view before. */
  readonly total: number
}

/** Bars of one column that don't follow each other; the rest becomes one. */
const MOST_BARS = 12

/** Points of the view; of each pixel column of many points, those that the picture shows. */
export function decimate(series: Series, view: View): Decimated {
  const isLine = series.shape === 'line' || series.shape === 'steps'
  const inside = pointFrom(series, view.from)
  let end = pointFrom(series, view.to)
  while (end < series.count && series.time[end] === view.to) end += 1
  const total = end - inside
  const points = new Points(series.role, series.shape, Math.min(total, 4 * view.width) + 4)
  if (isLine && inside > 0) copy(series, inside - 1, points)
  const columns: Columns = { series, view, inside, end }
  if (series.shape === 'bars') joinBars(columns, points)
  else pickPoints(columns, points, isLine)
  if (isLine && end < series.count) copy(series, end, points)
  return { points, total }
}

interface Columns {
  readonly series: Series
  readonly view: View
  /** The points in the view: from `inside` up to `end`. */
  readonly inside: number
  readonly end: number
}

function copy({ time, position, low, high }: Series, at: number, points: Points): void {
  points.add(time[at] as number, position[at] as number, low[at] as number, (high ?? low)[at] as number)
}

/** Where the points end that share a pixel column with the one at `at`. */
function columnEnd({ series, view, end }: Columns, at: number): number {
  const size = (view.to - view.from) / view.width
  const edge = view.from + (Math.floor(((series.time[at] as number) - view.from) / size) + 1) * size
  let next = at + 1
  while (next < end && (series.time[next] as number) < edge) next += 1
  return next
}

/** The lowest and the highest of each column; of a line also the first and the last. */
function pickPoints(columns: Columns, points: Points, isLine: boolean): void {
  const { series, inside, end } = columns
  const { low } = series
  for (let at = inside; at < end; ) {
    const next = columnEnd(columns, at)
    let least = at
    let most = at
    for (let i = at + 1; i < next; i += 1) {
      if ((low[i] as number) < (low[least] as number)) least = i
      if ((low[i] as number) > (low[most] as number)) most = i
    }
    const picked = isLine ? [at, Math.min(least, most), Math.max(least, most), next - 1] : [least, most]
    picked.sort((one, other) => one - other)
    picked.forEach((point, place) => {
      if (point !== picked[place - 1]) copy(series, point, points)
    })
    at = next
  }
}

/** Bars of a column that go on where another ended become one. */
function joinBars(columns: Columns, points: Points): void {
  const { series, inside, end } = columns
  const { low, high } = series
  for (let at = inside; at < end; ) {
    const next = columnEnd(columns, at)
    const first = points.count
    for (let i = at; i < next; i += 1) {
      const from = low[i] as number
      const to = (high ?? low)[i] as number
      const last = points.count - 1
      const isFirst = last < first
      const joins = !isFirst && (from === (points.high?.[last] as number) || points.count - first >= MOST_BARS)
      if (!joins) {
        copy(series, i, points)
        continue
      }
      points.low[last] = Math.min(points.low[last] as number, from)
      if (points.high) points.high[last] = Math.max(points.high[last] as number, to)
    }
    at = next
  }
}
