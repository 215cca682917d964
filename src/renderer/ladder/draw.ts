/** Paints a scene. Order is depth: backdrops, lifelines, arrows, what lies on them. */
import type { BracketMark } from './bracketMarks'
import { type Brush, FONTS, type Paints } from './brush'
import { backdropColour, drawArrow, drawLabel, drawLink, drawTie } from './drawArrows'
import { drawBar, drawBarNames, drawBreak } from './drawBars'
import { drawFold } from './drawFolds'
import { drawMark, drawMatch } from './drawMarks'
import { drawTail, shorten, tailPlace } from './drawTail'
import type { Quiet, Scene } from './scene'

/** Draws `scene` onto a cleared view `height` pixels high, scrolled to `offset`. */
export function drawScene(brush: Brush, scene: Scene, offset: number, height: number): void {
  const { context, palette, layout } = brush
  context.fillStyle = palette.panel
  // Whole pixels: of one that is covered in part, something of the picture before would be left.
  context.fillRect(0, 0, Math.ceil(layout.width), Math.ceil(height))
  context.textBaseline = 'alphabetic'
  drawBackdrops(brush, scene.backdrops, layout.width)
  for (const bar of scene.bars) drawBar(brush, bar, offset)
  for (const link of scene.links) drawLink(brush, link)
  drawBarNames(brush, scene.bars)
  for (const y of scene.missing) drawMissing(brush, y)
  for (const bracket of scene.brackets) drawBracket(brush, bracket)
  context.font = FONTS.mono
  context.fillStyle = palette.muted
  context.textAlign = 'right'
  for (const { y, text } of scene.times) context.fillText(text, layout.timeRight, y)
  for (const quiet of scene.quiets) drawQuiet(brush, quiet)
  for (const tie of scene.ties) drawTie(brush, tie)
  for (const arrow of scene.arrows) dimmed(brush, arrow, drawArrow)
  for (const arrow of scene.arrows) dimmed(brush, arrow, drawLabel)
  for (const fold of scene.folds) dimmed(brush, fold, drawFold)
  for (const tail of scene.tails) drawTail(brush, tail, tailPlace(layout, tail))
  const [first, last] = [layout.clientX - 1, layout.serverX + layout.barWidth + 1]
  for (const y of scene.matches) drawMatch(brush, first, last, y)
  for (const mark of scene.marks) drawMark(brush, mark)
  if (scene.veil) {
    context.globalAlpha = scene.veil.cover
    context.fillStyle = palette.panel
    context.fillRect(0, scene.veil.y, layout.width, height)
    context.globalAlpha = 1
  }
}

/** Of what a display filter leaves out. */
const DIM_ALPHA = 0.35

function dimmed<Part extends { readonly isDimmed?: boolean }>(
  brush: Brush,
  part: Part,
  draw: (brush: Brush, part: Part) => void,
): void {
  if (part.isDimmed) brush.context.globalAlpha = DIM_ALPHA
  draw(brush, part)
  if (part.isDimmed) brush.context.globalAlpha = 1
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
