/** What the reader put on the ladder: marks, and what a search found. */
import { type Brush, FONTS } from './brush'
import type { RowMark } from './scene'

const SIZE = 15

/** A letter in a filled square, at the left end of the row. */
export function drawMark({ context, palette }: Brush, { y, name }: RowMark): void {
  context.fillStyle = palette.accent
  context.beginPath()
  context.roundRect(4, y - SIZE / 2, SIZE, SIZE, 3)
  context.fill()
  context.font = FONTS.name
  context.textAlign = 'center'
  context.fillStyle = palette.onAccent
  context.fillText(name, 4 + SIZE / 2, y + 3.5)
}

/** A found row bears a bar at its right end, and a ring: seen without colours, too. */
export function drawMatch({ context, palette, layout }: Brush, y: number): void {
  const x = layout.serverX + layout.barWidth + 2
  context.fillStyle = palette.note
  context.fillRect(x, y - 11, 3, 22)
  context.strokeStyle = palette.note
  context.lineWidth = 1
  context.strokeRect(layout.clientX - 1.5, Math.round(y) - 12.5, x - layout.clientX + 1, 24)
}
