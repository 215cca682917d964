/** Draws flows one by one, or how many there are. */
import type { Timeline, TimelineDensity, TimelineDumbbells, TimelineFlow } from '../../../contracts/timeline'
import type { FlowId } from '../../../contracts/units'
import type { Palette } from '../../ladder/palette'
import { lifeOrder } from '../outcomes'
import { laneY, PAD, type Picture, pitchOf } from './geometry'
import { drawMark, endingShape, openingColour, openingShape, outcomeColour } from './marks'

/** Height of the track under the counts that tells where flows are judged badly. */
const TRACK = 5
const MOST_RADIUS = 3.3
/** Half the width of the accent around the selected flow. */
const HALO = 3.5

export interface Scene {
  readonly timeline: Timeline
  readonly picture: Picture
  readonly palette: Palette
  readonly selected: FlowId | null
  readonly hovered: FlowId | null
}

export function drawTimeline(context: CanvasRenderingContext2D, scene: Scene): void {
  const { palette, picture, timeline } = scene
  context.fillStyle = palette.panel
  context.fillRect(0, 0, picture.width, picture.height)
  if (timeline.drawing.kind === 'dumbbells') drawDumbbells(context, timeline.drawing, scene)
  else drawDensity(context, timeline.drawing, scene)
}

function drawDumbbells(context: CanvasRenderingContext2D, drawing: TimelineDumbbells, scene: Scene): void {
  const pitch = pitchOf(drawing.lanes, scene.picture.height)
  const radius = Math.min(MOST_RADIUS, pitch * 0.4)
  // What needs a look lies on top.
  const weight = ({ severity }: TimelineFlow) => (severity === 'stuck' ? 2 : severity === 'warning' ? 1 : 0)
  const isMarked = ({ flow }: TimelineFlow) => flow === scene.selected || flow === scene.hovered
  const flows = [...drawing.flows].sort((a, b) => Number(isMarked(a)) - Number(isMarked(b)) || weight(a) - weight(b))
  for (const flow of flows) drawFlow(context, flow, laneY(flow.lane, pitch), radius, scene)
}

function drawFlow(
  context: CanvasRenderingContext2D,
  flow: TimelineFlow,
  y: number,
  radius: number,
  { palette, picture, selected, hovered }: Scene,
): void {
  const from = Math.max(picture.x(flow.first), -PAD)
  const to = Math.min(picture.x(flow.last), picture.width + PAD)
  const colour = outcomeColour(palette, flow.outcome)
  context.lineCap = 'round'
  if (flow.flow === selected || flow.flow === hovered) {
    context.strokeStyle = flow.flow === selected ? palette.accent : palette.line
    context.lineWidth = 2 * (radius + HALO)
    stroke(context, from, to, y)
    context.strokeStyle = palette.panel
    context.lineWidth = 2 * (radius + HALO) - 3
    stroke(context, from, to, y)
  }
  context.strokeStyle = colour
  context.lineWidth = flow.severity === 'stuck' ? 2.2 : 1.2
  context.lineCap = 'butt'
  stroke(context, from, to, y)
  // Where both marks find no room, how it stands says more than how it opened.
  if (to - from > 2 * radius + 1) {
    drawMark(context, openingShape(flow.opening), from, y, radius, openingColour(palette, flow.opening), palette.panel)
  }
  drawMark(context, endingShape(flow.outcome), to, y, radius, colour, palette.panel)
}

function stroke(context: CanvasRenderingContext2D, from: number, to: number, y: number): void {
  context.beginPath()
  context.moveTo(from, y)
  context.lineTo(Math.max(to, from + 0.1), y)
  context.stroke()
}

function drawDensity(context: CanvasRenderingContext2D, drawing: TimelineDensity, scene: Scene): void {
  const { picture, palette, timeline } = scene
  const columns = drawing.stuck.length
  const columnWidth = (picture.width - 2 * PAD) / columns
  // Areas that meet between two pixels of the screen would leave a seam.
  const ratio = context.getTransform().a
  const snap = (value: number) => Math.round(value * ratio) / ratio
  const fillColumn = (column: number, from: number, to: number) => {
    const left = snap(PAD + column * columnWidth)
    context.fillRect(left, snap(from), snap(PAD + (column + 1) * columnWidth) - left, snap(to) - snap(from))
  }
  const base = picture.height - TRACK - 2
  const room = base - 4
  const heights = new Float64Array(columns)
  // Large areas speak softer than the lines and dots of single flows.
  context.globalAlpha = 0.78
  for (const { outcome, counts } of lifeOrder(drawing.outcomes)) {
    context.fillStyle = outcomeColour(palette, outcome)
    for (let column = 0; column < columns; column += 1) {
      const count = counts[column] as number
      if (count === 0) continue
      const below = heights[column] as number
      const above = below + (count / drawing.most) * room
      heights[column] = above
      fillColumn(column, base - above, base - below)
    }
  }
  context.globalAlpha = 1
  context.fillStyle = palette.line
  context.fillRect(PAD, base, picture.width - 2 * PAD, 1)
  for (let column = 0; column < columns; column += 1) {
    const isStuck = (drawing.stuck[column] as number) > 0
    if (!isStuck && (drawing.warning[column] as number) === 0) continue
    const height = isStuck ? TRACK : TRACK / 2
    context.fillStyle = isStuck ? palette.stuck : palette.warning
    fillColumn(column, picture.height - height, picture.height)
  }
  const { selected } = timeline
  if (selected !== null) drawFlow(context, selected, MOST_RADIUS + HALO + 1, MOST_RADIUS, scene)
}
