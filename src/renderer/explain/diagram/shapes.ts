/** Routes as SVG path data: corners rounded, heads as triangles, places along the way. */
import { path } from 'd3'
import type { Point, Route } from './geometry'

const CORNER = 10
const HEAD = { length: 8, half: 3.6 } as const
/** Radius of a side's letter, and how far two of them stand from the middle of their arrow. */
export const BADGE = { radius: 7, apart: 8 } as const
/** Distance from one line of words to the next. */
export const LINE_HEIGHT = 12

/** The line, short of its head, which would stick out else. */
export function routePath({ points }: Route): string {
  const way = path()
  const last = points.length - 1
  const tip = along(points, 1, -HEAD.length / 2)
  for (const [index, { x, y }] of points.entries()) {
    const next = points[index + 1]
    if (index === 0) way.moveTo(x, y)
    else if (index === last || !next) way.lineTo(tip.x, tip.y)
    else way.arcTo(x, y, next.x, next.y, CORNER)
  }
  return way.toString()
}

/** The triangle at the end. */
export function headPath({ points }: Route): string {
  const tip = along(points, 1)
  const base = along(points, 1, -HEAD.length)
  const dx = (tip.x - base.x) / HEAD.length
  const dy = (tip.y - base.y) / HEAD.length
  const way = path()
  way.moveTo(tip.x, tip.y)
  way.lineTo(base.x - dy * HEAD.half, base.y + dx * HEAD.half)
  way.lineTo(base.x + dy * HEAD.half, base.y - dx * HEAD.half)
  way.closePath()
  return way.toString()
}

/** The point after `part` (0 to 1) of the whole way and `more` pixels. */
export function along(points: readonly Point[], part: number, more = 0): Point {
  const lengths = points.slice(1).map((point, index) => distance(points[index] ?? point, point))
  const whole = lengths.reduce((sum, length) => sum + length, 0)
  let left = Math.min(Math.max(part * whole + more, 0), whole)
  for (const [index, length] of lengths.entries()) {
    const from = points[index]
    const to = points[index + 1]
    if (!from || !to) break
    if (left <= length) {
      const share = length === 0 ? 0 : left / length
      return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share }
    }
    left -= length
  }
  return points.at(-1) ?? { x: 0, y: 0 }
}

const distance = (a: Point, b: Point): number => Math.hypot(a.x - b.x, a.y - b.y)

/** `rcv SYN / snd SYN,ACK` broken as the route asks; what both sides did apart stands on lines of its own. */
export function labelLines(event: string, lines: Route['lines']): readonly string[] {
  if (lines === 'one') return event.split('\n')
  const parts = event.split(/\n| \/ /)
  // SYN,ACK is one word: its comma has no space after it.
  return lines === 'two' ? parts : parts.flatMap((part) => part.split(/(?<=,) | (?=of )/))
}
