import type { StateName } from '../../contracts/names'
import type { Palette } from './palette'

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
