/** Paints the marks of points: each shape is made once and stamped. */
import type { GraphSeries } from '../../contracts/graphs'
import { isHollow, type Mark, markPath } from './looks'
import { drawnValue, type Picture } from './picture'

/** Half the width of a mark; dots shrink where there are many. */
const SIZE = 4
const DOT = 2.2
const SMALL_DOT = 1.4
const MANY = 400

export function drawMarks(
  context: CanvasRenderingContext2D,
  { graph, x, y }: Picture,
  { time, low, high }: GraphSeries,
  mark: Mark,
): void {
  if (mark === 'none') return
  const values = high ?? low
  if (mark === 'dot') {
    const size = time.length > MANY ? SMALL_DOT : DOT
    // A rectangle costs a tenth of a circle, and looks like one at this size.
    for (let at = 0; at < time.length; at += 1)
      context.fillRect(
        x(time[at] as number) - size,
        y(drawnValue(graph, values[at] as number)) - size,
        2 * size,
        2 * size,
      )
    return
  }
  context.lineWidth = 1.75
  for (let at = 0; at < time.length; at += 1)
    drawMark(context, x(time[at] as number), y(drawnValue(graph, values[at] as number)), mark, SIZE)
}

const shapes = new Map<string, Path2D>()

export function drawMark(context: CanvasRenderingContext2D, left: number, top: number, mark: Mark, size: number): void {
  const key = `${mark} ${size}`
  const shape = shapes.get(key) ?? new Path2D(markPath(mark, size))
  shapes.set(key, shape)
  context.translate(left, top)
  if (isHollow(mark)) context.stroke(shape)
  else context.fill(shape)
  context.translate(-left, -top)
}
