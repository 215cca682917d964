/** Paints a scene. Order is depth: backdrops, lifelines, arrows, what lies on them. */
import type { BracketMark } from './bracketMarks'
import { type Brush, FONTS, type Paints } from './brush'
import { backdropColour, drawArrow, drawLabel, drawLink, drawTie } from './drawArrows'
import { drawBar, drawBarName, drawBreak } from './drawBars'
import { drawFold } from './drawFolds'
import { drawMark, drawMatch } from './drawMarks'
import type { Quiet, Scene, Tail } from './scene'

/** Draws `scene` onto a cleared view `height` pixels high, scrolled to `offset`. */
export function drawScene(brush: Brush, scene: Scene, offset: number, height: number): void {
  const { context, palette, layout } = brush
  context.fillStyle = palette.panel
  context.fillRect(0, 0, layout.width, height)
  context.textBaseline = 'alphabetic'
  drawBackdrops(brush, scene.backdrops, layout.width)
  for (const bar of scene.bars) drawBar(brush, bar, offset)
  for (const bar of scene.bars) drawBarName(brush, bar)
  for (const y of scene.missing) drawMissing(brush, y)
  for (const bracket of scene.brackets) drawBracket(brush, bracket)
  context.font = FONTS.mono
  context.fillStyle = palette.muted
  context.textAlign = 'right'
  for (const { y, text } of scene.times) context.fillText(text, layout.timeRight, y)
  for (const quiet of scene.quiets) drawQuiet(brush, quiet)
  for (const tie of scene.ties) drawTie(brush, tie)
  for (const link of scene.links) drawLink(brush, link)
  for (const arrow of scene.arrows) drawArrow(brush, arrow)
  for (const arrow of scene.arrows) drawLabel(brush, arrow)
  for (const fold of scene.folds) drawFold(brush, fold)
  for (const tail of scene.tails) drawTail(brush, tail)
  for (const y of scene.matches) drawMatch(brush, y)
  for (const mark of scene.marks) drawMark(brush, mark)
  if (scene.veil) {
    context.globalAlpha = scene.veil.cover
    context.fillStyle = palette.panel
    context.fillRect(0, scene.veil.y, layout.width, height)
    context.globalAlpha = 1
  }
}

/** What lies behind rows that stand out. */
export function drawBackdrops({ context, palette }: Paints, backdrops: Scene['backdrops'], width: number): void {
  for (const { y, height, kind } of backdrops) {
    context.fillStyle = backdropColour(palette, kind)
    context.fillRect(0, y, width, height)
    if (kind !== 'selected') continue
    context.fillStyle = palette.accent
    context.fillRect(0, y, 3, height)
  }
}

function drawMissing({ context, palette, layout }: Brush, y: number): void {
  context.fillStyle = palette.raised
  context.fillRect(layout.laneLeft + 22, y + 15, (layout.laneRight - layout.laneLeft) / 3, 4)
}

function drawQuiet(brush: Brush, { y, half, label }: Quiet): void {
  const { context, palette, layout } = brush
  context.fillStyle = palette.raised
  context.fillRect(layout.laneLeft, y - half, layout.laneRight - layout.laneLeft, 2 * half)
  drawBreak(brush, y)
  context.font = FONTS.words
  context.textAlign = 'center'
  context.fillStyle = palette.muted
  context.fillText(label, (layout.laneLeft + layout.laneRight) / 2, y + 4, layout.laneRight - layout.laneLeft - 16)
}

function drawTail({ context, palette, layout }: Brush, { side, y, label, state, left }: Tail): void {
  const isClient = side === 'client'
  const { ink, edge } = palette.states[state]
  if (left !== null) {
    const width = layout.barWidth * 0.72
    const x = (isClient ? layout.clientX : layout.serverX) + (layout.barWidth - width) / 2
    context.fillStyle = palette.panel
    roundRect(context, x, y + 2, width, 6)
    context.fillStyle = edge
    if (left > 0) roundRect(context, x, y + 2, Math.max(6, width * left), 6)
    context.strokeStyle = edge
    context.lineWidth = 1
    context.beginPath()
    context.roundRect(x, y + 2, width, 6, 3)
    context.stroke()
  }
  context.font = FONTS.words
  context.fillStyle = ink
  context.textAlign = isClient ? 'left' : 'right'
  const x = isClient ? layout.laneLeft + 10 : layout.laneRight - 10
  const [first = '', second] = wrapped(context, label, layout.laneRight - layout.laneLeft - 18)
  context.fillText(first, x, second ? y - 2 : y + 4)
  if (second) context.fillText(second, x, y + 10)
}

function roundRect(context: CanvasRenderingContext2D, x: number, y: number, width: number, height: number): void {
  context.beginPath()
  context.roundRect(x, y, width, height, height / 2)
  context.fill()
}

export function drawBracket({ context, palette }: Paints, mark: BracketMark): void {
  const colour = mark.kind === 'reset' ? palette.reset : mark.kind === 'stall' ? palette.warning : palette.muted
  context.strokeStyle = colour
  context.lineWidth = 1
  context.beginPath()
  const x = Math.round(mark.x) + 0.5
  const top = Math.round(mark.top) + 0.5
  const bottom = Math.round(mark.bottom) + 0.5
  context.moveTo(x + (mark.hasTop ? 4 : 0), top)
  context.lineTo(x, top)
  context.lineTo(x, bottom)
  if (mark.hasBottom) context.lineTo(x + 4, bottom)
  context.stroke()
  context.save()
  context.font = FONTS.words
  context.fillStyle = colour
  context.textAlign = 'center'
  context.translate(mark.titleX + 4, mark.titleY)
  context.rotate(-Math.PI / 2)
  context.fillText(shorten(context, mark.title, mark.titleRoom), 0, 0)
  context.restore()
}

/** `text` in one line, or in two where it is too long; what doesn't fit into two ends in an ellipsis. */
function wrapped(context: CanvasRenderingContext2D, text: string, room: number): string[] {
  if (context.measureText(text).width <= room) return [text]
  const words = text.split(' ')
  const width = (from: number, to: number) => context.measureText(words.slice(from, to).join(' ')).width
  let count = words.length - 1
  while (count > 1 && width(0, count) > room) count -= 1
  // Two lines alike are read more easily than a long one and a word.
  while (count > 1 && width(0, count - 1) >= width(count - 1, words.length)) count -= 1
  return [words.slice(0, count).join(' '), shorten(context, words.slice(count).join(' '), room)]
}

/** As much of `text` as `room` pixels take; nothing where that would say nothing. */
function shorten(context: CanvasRenderingContext2D, text: string, room: number): string {
  if (context.measureText(text).width <= room) return text
  let length = text.length - 1
  while (length > 2 && context.measureText(`${text.slice(0, length)}…`).width > room) length -= 1
  return length > 2 ? `${text.slice(0, length).trimEnd()}…` : ''
}
