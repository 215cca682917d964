import type { StateName } from '../../contracts/names'
import { type Brush, FONTS } from './draw'
import type { Palette } from './palette'
import { type Bar, EDGE_WIDTH } from './sceneBars'

const TILE = 8

/** Hatched fills, one a state, made when first needed. */
export class Hatches {
  private readonly patterns = new Map<StateName, CanvasPattern | null>()

  constructor(
    private readonly context: CanvasRenderingContext2D,
    private readonly palette: Palette,
    private readonly pixelRatio: number,
  ) {}

  /** The state's hatching, moved with the rows so that it doesn't swim when they scroll. */
  of(state: StateName, offset: number): CanvasPattern | null {
    let pattern = this.patterns.get(state)
    if (pattern === undefined) {
      pattern = this.make(state)
      this.patterns.set(state, pattern)
    }
    const scale = 1 / this.pixelRatio
    pattern?.setTransform(new DOMMatrix([scale, 0, 0, scale, 0, -(offset % TILE)]))
    return pattern
  }

  private make(state: StateName): CanvasPattern | null {
    const size = Math.round(TILE * this.pixelRatio)
    const tile = document.createElement('canvas')
    tile.width = size
    tile.height = size
    const context = tile.getContext('2d')
    if (!context) return null
    context.scale(size / TILE, size / TILE)
    context.strokeStyle = this.palette.states[state].edge
    context.globalAlpha = 0.38
    context.lineWidth = 1.9
    context.beginPath()
    // Three lines, so that the tile's corners join without a gap.
    for (const shift of [-TILE, 0, TILE]) {
      context.moveTo(shift - 1, TILE + 1)
      context.lineTo(shift + TILE + 1, -1)
    }
    context.stroke()
    return this.context.createPattern(tile, 'repeat')
  }
}

export function drawBar({ context, palette, hatches }: Brush, bar: Bar, offset: number): void {
  const { fill, ink, edge } = palette.states[bar.state]
  // One pixel less: the surface between two stretches separates them.
  const height = bar.height - 1
  context.fillStyle = fill
  context.fillRect(bar.x, bar.y, bar.width, height)
  const hatch = bar.proved ? null : hatches.of(bar.state, offset)
  if (hatch) {
    context.fillStyle = hatch
    context.fillRect(bar.x, bar.y, bar.width, height)
  }
  context.fillStyle = edge
  if (bar.isWaiting) {
    for (let y = 0; y < height; y += 7) context.fillRect(bar.edgeX, bar.y + y, EDGE_WIDTH, Math.min(4, height - y))
  } else {
    context.fillRect(bar.edgeX, bar.y, EDGE_WIDTH, height)
  }
  if (bar.nameY === null) return
  const x = bar.x + (bar.side === 'client' ? 8 : EDGE_WIDTH + 8)
  context.font = FONTS.name
  context.textAlign = 'left'
  context.letterSpacing = '0.2px'
  if (!bar.proved) {
    // Letters on hatching need calm ground.
    context.fillStyle = fill
    context.fillRect(x - 3, bar.nameY - 10, context.measureText(bar.state).width + 6, 14)
  }
  context.fillStyle = ink
  context.fillText(bar.state, x, bar.nameY, bar.width - EDGE_WIDTH - 12)
  context.letterSpacing = '0px'
}

/** Quiet time: both bars are torn. */
export function drawBreak({ context, palette, layout }: Brush, y: number): void {
  context.strokeStyle = palette.panel
  context.lineWidth = 2.5
  context.setLineDash([5, 4])
  context.beginPath()
  for (const x of [layout.clientX, layout.serverX]) {
    for (const shift of [-3, 3]) {
      context.moveTo(x, y + shift)
      context.lineTo(x + layout.barWidth, y + shift)
    }
  }
  context.stroke()
  context.setLineDash([])
}
