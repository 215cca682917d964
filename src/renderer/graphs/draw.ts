/** Paints a graph. */
import type { GraphMark, GraphSeries } from '../../contracts/graphs'
import { FONTS } from '../ladder/brush'
import { drawMark, drawMarks } from './drawMarks'
import { type Inks, LOOKS } from './looks'
import { drawnValue, type GraphPoint, MARGIN, type Picture } from './picture'
import { timeTicks, valueTicks } from './words'

/** What is painted besides the series. */
export interface Painting {
  readonly picture: Picture
  readonly inks: Inks
  /** The point under the pointer or the keys. */
  readonly cursor: GraphPoint | null
  readonly title: string
}

export function drawGraph(context: CanvasRenderingContext2D, painting: Painting): void {
  const { picture, inks, cursor } = painting
  const { width, height, graph } = picture
  context.fillStyle = inks('panel')
  context.fillRect(0, 0, width, height)
  drawAxes(context, painting)
  context.save()
  context.beginPath()
  context.rect(
    MARGIN.left - 5,
    MARGIN.top - 6,
    width - MARGIN.left - MARGIN.right + 10,
    height - MARGIN.top - MARGIN.bottom + 11,
  )
  context.clip()
  if (graph.marked) drawSelected(context, painting, graph.marked)
  for (const series of graph.series) drawSeries(context, painting, series)
  context.restore()
  if (cursor) drawCursor(context, painting, cursor)
}

function drawAxes(context: CanvasRenderingContext2D, { picture, inks, title }: Painting): void {
  const { width, height, x, y } = picture
  const bottom = height - MARGIN.bottom
  context.font = FONTS.mono
  context.textBaseline = 'middle'
  context.textAlign = 'right'
  context.strokeStyle = inks('line')
  context.lineWidth = 1
  context.beginPath()
  context.fillStyle = inks('muted')
  for (const { value, text } of valueTicks(picture)) {
    const top = Math.round(y(value)) + 0.5
    if (top < MARGIN.top + 4 || top > bottom + 1) continue
    context.moveTo(MARGIN.left, top)
    context.lineTo(width - MARGIN.right, top)
    context.fillText(text, MARGIN.left - 7, top)
  }
  context.moveTo(MARGIN.left, bottom + 0.5)
  context.lineTo(width - MARGIN.right, bottom + 0.5)
  context.stroke()
  context.textBaseline = 'alphabetic'
  for (const { value, text } of timeTicks(picture)) {
    const left = x(value)
    const half = context.measureText(text).width / 2
    context.textAlign = left + half > width - 2 ? 'right' : left - half < MARGIN.left - 30 ? 'left' : 'center'
    context.fillText(text, context.textAlign === 'right' ? width - 4 : left, height - 6)
    context.fillRect(Math.round(left), bottom, 1, 4)
  }
  context.font = FONTS.words
  context.textAlign = 'left'
  context.fillText(title, 8, 13)
}

function drawSeries(context: CanvasRenderingContext2D, { picture, inks }: Painting, series: GraphSeries): void {
  const look = LOOKS[series.role]
  context.strokeStyle = inks(look.token)
  context.fillStyle = inks(look.token)
  context.lineWidth = look.line
  context.setLineDash([...look.dash])
  if (series.shape === 'bars') drawBars(context, picture, series)
  else if (series.shape !== 'dots') drawLine(context, picture, series)
  context.setLineDash([])
  if (series.shape === 'dots' || (series.shape === 'bars' && look.mark !== 'dot'))
    drawMarks(context, picture, series, look.mark)
}

function drawLine(context: CanvasRenderingContext2D, { graph, x, y }: Picture, series: GraphSeries): void {
  const { time, low, shape } = series
  context.beginPath()
  let before = 0
  for (let at = 0; at < time.length; at += 1) {
    const left = x(time[at] as number)
    const top = y(drawnValue(graph, low[at] as number))
    if (at === 0) context.moveTo(left, top)
    else {
      if (shape === 'steps') context.lineTo(left, before)
      context.lineTo(left, top)
    }
    before = top
  }
  // What holds at the end of the flow holds on.
  if (shape === 'steps' && time.length > 0) context.lineTo(x(graph.to), before)
  context.stroke()
}

/** Bars of at least a pixel, with ends once there is room for them. */
function drawBars(context: CanvasRenderingContext2D, { graph, x, y }: Picture, series: GraphSeries): void {
  const { time, low, high } = series
  context.beginPath()
  for (let at = 0; at < time.length; at += 1) {
    const left = x(time[at] as number)
    const from = y(drawnValue(graph, low[at] as number))
    const to = y(drawnValue(graph, (high ?? low)[at] as number))
    const middle = (from + to) / 2
    const half = Math.max(0.75, (from - to) / 2)
    context.moveTo(left, middle - half)
    context.lineTo(left, middle + half)
    if (half < 4) continue
    context.moveTo(left - 2.5, middle - half)
    context.lineTo(left + 2.5, middle - half)
    context.moveTo(left - 2.5, middle + half)
    context.lineTo(left + 2.5, middle + half)
  }
  context.stroke()
}

/** The segment that the ladder has selected. */
function drawSelected(context: CanvasRenderingContext2D, { picture, inks }: Painting, mark: GraphMark): void {
  const { graph, x, y, height } = picture
  const left = Math.round(x(mark.time))
  context.fillStyle = inks('accent-soft')
  context.fillRect(left - 3, MARGIN.top - 6, 7, height - MARGIN.top - MARGIN.bottom + 6)
  context.fillStyle = inks('accent')
  context.fillRect(left, MARGIN.top - 6, 1, height - MARGIN.top - MARGIN.bottom + 6)
  if (mark.value === null) return
  context.strokeStyle = inks('accent')
  context.lineWidth = 2
  drawMark(context, left + 0.5, y(drawnValue(graph, mark.value)), 'ring', 6)
}

function drawCursor(context: CanvasRenderingContext2D, { picture, inks }: Painting, point: GraphPoint): void {
  const { graph, x, y, width, height } = picture
  const left = x(point.time)
  const top = y(drawnValue(graph, point.high))
  if (left < MARGIN.left - 5 || left > width - MARGIN.right + 5) return
  context.strokeStyle = inks('muted')
  context.lineWidth = 1
  context.setLineDash([2, 3])
  context.beginPath()
  context.moveTo(left, MARGIN.top - 6)
  context.lineTo(left, height - MARGIN.bottom)
  context.moveTo(MARGIN.left, top)
  context.lineTo(width - MARGIN.right, top)
  context.stroke()
  context.setLineDash([])
  context.lineWidth = 2
  context.strokeStyle = inks('accent')
  drawMark(context, left, top, 'ring', 5)
}
