import { curveBasis, line } from 'd3'
import { FONTS, type Paints } from './brush'
import type { Palette } from './palette'
import type { Arrow, Backdrop, Link, Tie } from './scene'

const HEAD = 7

interface Stroke {
  readonly colour: string
  readonly dash: readonly number[]
  readonly width: number
}

/** Kinds differ by dash, width or end as well as by colour. */
function strokeOf(palette: Palette, kind: Arrow['kind']): Stroke {
  switch (kind) {
    case 'open':
      return { colour: palette.opening, dash: [], width: 1.5 }
    case 'close':
      return { colour: palette.closing, dash: [], width: 1.5 }
    case 'data':
      return { colour: palette.muted, dash: [], width: 1.5 }
    case 'ack':
      return { colour: palette.muted, dash: [], width: 1 }
    case 'retransmission':
      return { colour: palette.warning, dash: [5, 3], width: 1.5 }
    case 'out-of-order':
      return { colour: palette.warning, dash: [9, 3, 2, 3], width: 1.5 }
    case 'probe':
      return { colour: palette.muted, dash: [3, 3], width: 1.5 }
    case 'zero-window':
      return { colour: palette.warning, dash: [], width: 1.5 }
    case 'reset':
      return { colour: palette.reset, dash: [], width: 1.5 }
    case 'ghost':
      return { colour: palette.stuck, dash: [2, 4], width: 1.5 }
  }
}

export function drawArrow({ context, palette }: Paints, arrow: Arrow): void {
  const stroke = strokeOf(palette, arrow.kind)
  const { dash, width } = stroke
  // A reset that got lost is still a reset; anything else lost is first of all lost.
  const colour = arrow.isLost && arrow.kind !== 'reset' ? palette.warning : stroke.colour
  const direction = Math.sign(arrow.headX - arrow.tailX)
  const y = Math.round(arrow.y) + 0.5
  const headY = arrow.headY === arrow.y ? y : arrow.headY
  const short = arrow.isLost ? 0 : arrow.kind === 'reset' ? 8 : HEAD - 1
  const end = arrow.headX - direction * short
  const endY = headY - ((headY - y) * short) / Math.max(1, Math.abs(arrow.headX - arrow.tailX))
  context.strokeStyle = colour
  context.fillStyle = colour
  context.lineWidth = width
  context.setLineDash([...dash])
  context.beginPath()
  context.moveTo(arrow.tailX, y)
  context.lineTo(end, endY)
  context.stroke()
  context.setLineDash([])
  if (arrow.isLost) drawCross(context, arrow.headX, headY, 4, 1.6)
  else if (arrow.kind === 'reset') drawCross(context, arrow.headX - direction * 6, headY, 5, 2.4)
  else drawHead(context, arrow.headX, headY, Math.atan2(headY - y, arrow.headX - arrow.tailX))
  if (arrow.kind === 'zero-window') {
    // A wall behind the head: nothing more fits in.
    context.fillRect(arrow.headX - direction * (HEAD + 3) - 1, headY - 5, 2, 10)
  }
}

function drawHead(context: CanvasRenderingContext2D, x: number, y: number, angle: number): void {
  context.save()
  context.translate(x, y)
  context.rotate(angle)
  context.beginPath()
  context.moveTo(0, 0)
  context.lineTo(-HEAD, -3.5)
  context.lineTo(-HEAD, 3.5)
  context.fill()
  context.restore()
}

function drawCross(context: CanvasRenderingContext2D, x: number, y: number, reach: number, width: number): void {
  context.lineWidth = width
  context.lineCap = 'round'
  context.beginPath()
  context.moveTo(x - reach, y - reach)
  context.lineTo(x + reach, y + reach)
  context.moveTo(x + reach, y - reach)
  context.lineTo(x - reach, y + reach)
  context.stroke()
  context.lineCap = 'butt'
}

/** An arrow's label. After all arrows: those of others cross it where time is drawn to scale. */
export function drawLabel({ context, palette }: Paints, arrow: Arrow): void {
  if (arrow.label === '') return
  context.font = FONTS.mono
  context.textAlign = arrow.from === 'client' ? 'left' : 'right'
  context.strokeStyle = backdropColour(palette, arrow.backdrop)
  context.lineWidth = 4
  context.lineJoin = 'round'
  context.strokeText(arrow.label, arrow.labelX, arrow.labelY)
  context.fillStyle = arrow.kind === 'ghost' ? palette.stuck : palette.text
  context.fillText(arrow.label, arrow.labelX, arrow.labelY)
}

/** The dotted loop from a retransmission back to the first try, on the sender's side. */
export function drawTie({ context, palette }: Paints, { side, x, top, bottom }: Tie): void {
  const bulge = side === 'client' ? 8 : -8
  context.strokeStyle = palette.warning
  context.lineWidth = 1.2
  context.setLineDash([2, 2])
  context.beginPath()
  line().curve(curveBasis).context(context)([
    [x, top],
    [x + bulge, top],
    [x + bulge, bottom],
    [x, bottom],
  ])
  context.stroke()
  context.setLineDash([])
}

/** The colour that lies behind a row. */
export function backdropColour(palette: Palette, backdrop: Backdrop): string {
  switch (backdrop) {
    case 'selected':
      return palette.accentSoft
    case 'peer':
      return palette.accentFaint
    case 'hovered':
      return palette.raised
    case 'panel':
      return palette.panel
  }
}

/** From a segment to what acknowledges it, along the lifeline where both meet. */
export function drawLink({ context, palette }: Paints, { side, x, top, bottom }: Link): void {
  // Beside the bar's name, not in it.
  const bulge = side === 'client' ? -6 : 6
  context.strokeStyle = palette.accent
  context.lineWidth = 1.5
  context.beginPath()
  line().curve(curveBasis).context(context)([
    [x, top],
    [x + bulge, top],
    [x + bulge, bottom],
    [x, bottom],
  ])
  context.stroke()
  context.fillStyle = palette.accent
  for (const y of [top, bottom]) {
    context.beginPath()
    context.arc(x, y, 2.5, 0, 2 * Math.PI)
    context.fill()
  }
}
