/** Rows of several segments: a lozenge for a run, one that points for a turn, a box with its name for a phase. */
import { curveLinearClosed, line } from 'd3'
import { FONTS, type Paints } from './brush'
import type { Fold } from './scene'

const POINT = 10

type Corner = [number, number]

/** Corners of the outline, clockwise. */
function outline({ left, right, y, half, from, title }: Fold): Corner[] {
  const [top, bottom] = [y - half, y + half]
  const pointsLeft = title === null && from !== 'client'
  const pointsRight = title === null && from !== 'server'
  const leftSide: Corner[] = pointsLeft
    ? [
        [left + POINT, bottom],
        [left, y],
        [left + POINT, top],
      ]
    : [
        [left, bottom],
        [left, top],
      ]
  const rightSide: Corner[] = pointsRight
    ? [
        [right - POINT, top],
        [right, y],
        [right - POINT, bottom],
      ]
    : [
        [right, top],
        [right, bottom],
      ]
  return [...leftSide, ...rightSide]
}

export function drawFold(paints: Paints, fold: Fold): void {
  drawFoldShape(paints, fold)
  drawFoldWords(paints, fold)
}

export function drawFoldShape({ context, palette }: Paints, fold: Fold): void {
  context.beginPath()
  line().curve(curveLinearClosed).context(context)(outline(fold))
  context.fillStyle = palette.raised
  context.fill()
  context.strokeStyle = fold.isHovered ? palette.accent : fold.from === null ? palette.line : palette.muted
  context.lineWidth = 1
  context.stroke()
}

/** What a fold says; `halo`: other things may run across it. */
export function drawFoldWords(paints: Paints, fold: Fold, halo = false): void {
  const { context, palette } = paints
  if (halo) {
    context.strokeStyle = palette.raised
    context.lineWidth = 4
    context.lineJoin = 'round'
  }
  const write = (text: string, x: number, y: number) => {
    if (halo) context.strokeText(text, x, y)
    context.fillText(text, x, y)
  }
  if (fold.title !== null) drawPhase(paints, fold, fold.title, write)
  else drawWords(paints, fold, write)
}

type Write = (text: string, x: number, y: number) => void

function drawWords({ context, palette }: Paints, { left, right, y, label }: Fold, write: Write): void {
  if (label === '') return
  const middle = (left + right) / 2
  context.font = FONTS.mono
  context.textAlign = 'center'
  context.fillStyle = palette.text
  write(label, middle + 7, y + 4)
  drawOpener(context, palette.muted, middle - context.measureText(label).width / 2 - 7, y)
}

function drawPhase({ context, palette }: Paints, { left, y, label }: Fold, title: string, write: Write): void {
  drawOpener(context, palette.muted, left + 10, y)
  context.textAlign = 'left'
  context.font = FONTS.words
  context.fillStyle = palette.text
  write(title, left + 20, y + 4)
  const width = context.measureText(title).width
  context.font = FONTS.mono
  context.fillStyle = palette.muted
  write(label, left + 20 + width + 8, y + 4)
}

/** The triangle that says: there is more in here. */
function drawOpener(context: CanvasRenderingContext2D, colour: string, x: number, y: number): void {
  context.fillStyle = colour
  context.beginPath()
  context.moveTo(x - 3, y - 4)
  context.lineTo(x + 3, y)
  context.lineTo(x - 3, y + 4)
  context.fill()
}
