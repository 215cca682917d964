/** What the reader put on the ladder: marks, and what a search found. */
import { FONTS, type Paints } from './brush'
import type { RowMark } from './scene'

const SIZE = 13

/** A letter in a filled square. */
export function drawMark({ context, palette }: Paints, { x, y, name }: RowMark): void {
  context.fillStyle = palette.accent
  context.beginPath()
  context.roundRect(x - SIZE / 2, y - SIZE / 2, SIZE, SIZE, 3)
  context.fill()
  context.font = FONTS.name
  context.textAlign = 'center'
  context.fillStyle = palette.onAccent
  context.fillText(name, x, y + 3.5)
}

/** A found row stands between two triangles that point at it. */
export function drawMatch({ context, palette }: Paints, left: number, right: number, y: number): void {
  context.fillStyle = palette.note
  for (const [x, direction] of [
    [left, -1],
    [right, 1],
  ] as const) {
    context.beginPath()
    context.moveTo(x, y)
    context.lineTo(x + 6 * direction, y - 5)
    context.lineTo(x + 6 * direction, y + 5)
    context.fill()
  }
}
