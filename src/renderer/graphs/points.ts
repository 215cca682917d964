/** Finding points: under the pointer, and one after the other by keys. */
import type { Graph, GraphSeries } from '../../contracts/graphs'
import { distance, type GraphPoint, type Picture, pointAt } from './picture'
import type { Shown } from './view'

/** How near the pointer has to be, in pixels. */
const REACH = 22

/** Where in a series the first point is that isn't before `time`. */
export function firstFrom({ time }: GraphSeries, wanted: number): number {
  let low = 0
  let high = time.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((time[middle] as number) < wanted) low = middle + 1
    else high = middle
  }
  return low
}

/** The point nearest to a place on screen that a segment makes; null: none is near. */
export function nearest(picture: Picture, left: number, top: number): GraphPoint | null {
  let best: GraphPoint | null = null
  let least = REACH
  for (const series of picture.graph.series) {
    const end = picture.x.invert(left + REACH)
    for (let at = firstFrom(series, picture.x.invert(left - REACH)); at < series.time.length; at += 1) {
      if ((series.time[at] as number) > end) break
      const point = pointAt(series, at)
      const far = distance(picture, point, left, top)
      // Of those at one place, what is drawn last.
      if (point.frame === null || far > least) continue
      least = far
      best = point
    }
  }
  return best
}

/**
 * The points in the range that a segment makes, in order of time; those of one moment as they are drawn.
 *
 * @param most of each series, spread over its points.
 */
export function walk({ series }: Graph, { from, to }: Shown, most = Number.POSITIVE_INFINITY): GraphPoint[] {
  const points = series.flatMap((one) => {
    const first = firstFrom(one, from)
    const end = firstFrom(one, to + 1)
    const step = Math.max(1, Math.ceil((end - first) / most))
    const found: GraphPoint[] = []
    for (let at = first; at < end; at += step) {
      const point = pointAt(one, at)
      if (point.frame !== null) found.push(point)
    }
    return found
  })
  return points.sort((one, other) => one.time - other.time)
}

export const isSame = (one: GraphPoint | null, other: GraphPoint): boolean =>
  one !== null && one.role === other.role && one.time === other.time && one.low === other.low

/** The point `by` places after this one, or before it; where there is none, the first or last in the range. */
export function step(points: readonly GraphPoint[], now: GraphPoint | null, by: number): GraphPoint | null {
  if (now === null) return (by > 0 ? points[0] : points.at(-1)) ?? null
  const exact = points.findIndex((point) => isSame(now, point))
  const after = points.findIndex(({ time }) => time > now.time)
  const from = exact >= 0 ? exact : (after < 0 ? points.length : after) - (by > 0 ? 1 : 0)
  return points[Math.min(Math.max(0, from + by), points.length - 1)] ?? null
}

/** The point of the next series, in the order in which they are drawn, that is nearest in time. */
export function beside(graph: Graph, shown: Shown, now: GraphPoint | null, by: number): GraphPoint | null {
  if (now === null) return null
  const points = walk(graph, shown)
  const roles = graph.series.map(({ role }) => role).filter((role) => points.some((point) => point.role === role))
  const role = roles[(roles.indexOf(now.role) + by + roles.length) % roles.length]
  const others = points.filter((point) => point.role === role)
  return others.reduce<GraphPoint | null>(
    (best, point) =>
      best !== null && Math.abs(best.time - now.time) <= Math.abs(point.time - now.time) ? best : point,
    null,
  )
}
