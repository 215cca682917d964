/** Paints a scene of several flows. Order is depth: backdrops, lifelines, arrows, what lies on them. */
import { FONTS, type Paints } from '../brush'
import { drawBackdrops, drawBracket } from '../draw'
import { drawArrow, drawLabel, drawTie } from '../drawArrows'
import { drawBar, drawBarNames, drawTear } from '../drawBars'
import { drawFoldShape, drawFoldWords } from '../drawFolds'
import { drawMark, drawMatch } from '../drawMarks'
import { drawTail } from '../drawTail'
import { ONE_LINE, type TogetherColumns } from './columns'
import { drawNarrowName } from './drawNames'
import type { Tag, Thread, TogetherScene } from './scene'

/** A view `size` pixels in size, scrolled to `left` and `top`. */
export interface View {
  readonly width: number
  readonly height: number
  readonly left: number
  readonly top: number
}

export function drawTogether(paints: Paints, scene: TogetherScene, columns: TogetherColumns, view: View): void {
  const { context, palette } = paints
  context.fillStyle = palette.panel
  context.fillRect(0, 0, Math.ceil(view.width), Math.ceil(view.height))
  context.textBaseline = 'alphabetic'
  drawBackdrops(paints, scene.backdrops, view.width)
  context.save()
  if (view.left > 0) keepOut(paints, columns, view)
  context.translate(-view.left, 0)
  drawThreads(paints, scene.threads)
  for (const bar of scene.bars) drawBar(paints, bar, view.top)
  const isNarrow = columns.barWidth < ONE_LINE
  if (!isNarrow) drawBarNames(paints, scene.bars)
  for (const y of scene.missing) drawMissing(paints, columns, y)
  for (const quiet of scene.quiets) drawQuiet(paints, columns, quiet)
  if (isNarrow) for (const bar of scene.bars) drawNarrowName(paints, bar)
  for (const tie of scene.ties) drawTie(paints, tie)
  // To scale, other flows' arrows run across a fold.
  for (const fold of scene.folds) drawFoldShape(paints, fold)
  for (const arrow of scene.arrows) {
    drawArrow(paints, arrow)
    // Among many bars it must be seen at which one an arrow begins.
    context.beginPath()
    context.arc(arrow.tailX, arrow.y + 0.5, 2.5, 0, 2 * Math.PI)
    context.fill()
  }
  for (const arrow of scene.arrows) drawLabel(paints, arrow)
  for (const fold of scene.folds) drawFoldWords(paints, fold, true)
  for (const { tail, place } of scene.tails) drawTail(paints, tail, place)
  for (const tag of scene.tags) drawTag(paints, tag)
  for (const mark of scene.marks) drawMark(paints, mark)
  const [first, last] = [columns.frame.clientX - 1, (columns.hosts.at(-1)?.right ?? 0) + 1]
  for (const y of scene.matches) drawMatch(paints, first, last, y)
  context.restore()
  for (const bracket of scene.brackets) drawBracket(paints, bracket)
  context.font = FONTS.mono
  context.fillStyle = palette.muted
  context.textAlign = 'right'
  for (const { y, text } of scene.times) context.fillText(text, columns.frame.timeRight, y)
}

/** Nothing is drawn over what stays while the rest is scrolled sideways; a line tells where it goes on. */
function keepOut({ context, palette }: Paints, { fixed }: TogetherColumns, view: View): void {
  context.fillStyle = palette.line
  context.fillRect(fixed - 1, 0, 1, view.height)
  context.beginPath()
  context.rect(fixed, 0, view.width - fixed, view.height)
  context.clip()
}

function drawThreads({ context, palette }: Paints, threads: readonly Thread[]): void {
  context.strokeStyle = palette.line
  context.lineWidth = 1
  context.beginPath()
  for (const { x1, y1, x2, y2 } of threads) {
    context.moveTo(x1, y1)
    context.lineTo(x2, y2)
  }
  context.stroke()
}

function drawMissing({ context, palette }: Paints, { hosts }: TogetherColumns, y: number): void {
  context.fillStyle = palette.raised
  const left = hosts[0]?.right ?? 0
  context.fillRect(left + 22, y + 15, Math.max(0, (hosts[1]?.left ?? left) - left) / 3, 4)
}

function drawQuiet(paints: Paints, { hosts }: TogetherColumns, quiet: TogetherScene['quiets'][number]): void {
  const { context, palette } = paints
  const { y, half, label, x, room } = quiet
  context.fillStyle = palette.raised
  hosts.forEach(({ right }, at) => {
    const next = hosts[at + 1]
    if (next) context.fillRect(right, y - half, next.left - right, 2 * half)
  })
  const bars = hosts.map(({ left, right }) => ({ x: left, width: right - left }))
  drawTear(paints, bars, y)
  context.font = FONTS.words
  context.textAlign = 'center'
  context.fillStyle = palette.muted
  context.fillText(label, x, y + 4, room)
}

const SIZE = 14

/** The flow's number; that of the flow in focus is filled. */
function drawTag({ context, palette }: Paints, { x, y, text, isFocus }: Tag): void {
  context.beginPath()
  context.roundRect(Math.round(x - SIZE / 2) + 0.5, Math.round(y - SIZE / 2) + 0.5, SIZE, SIZE, 4)
  context.fillStyle = isFocus ? palette.text : palette.panel
  context.fill()
  context.strokeStyle = isFocus ? palette.text : palette.muted
  context.lineWidth = 1
  context.stroke()
  context.font = FONTS.name
  context.textAlign = 'center'
  context.fillStyle = isFocus ? palette.panel : palette.text
  context.fillText(text, Math.round(x - SIZE / 2) + 0.5 + SIZE / 2, y + 4)
}
