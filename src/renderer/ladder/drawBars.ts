/** Lifelines: filled where proved, hatched where presumed, torn where time was quiet. */
import { type Brush, FONTS, type Paints } from './brush'
import { type Bar, EDGE_WIDTH } from './sceneBars'

export function drawBar({ context, palette, hatches }: Paints, bar: Bar, offset: number): void {
  const { fill, edge } = palette.states[bar.state]
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
}

/** The states' names. After all bars: they may reach into the next bar of their state. */
export function drawBarNames(paints: Paints, bars: readonly Bar[]): void {
  const { context } = paints
  context.font = FONTS.name
  context.textAlign = 'left'
  for (const bar of bars) drawBarName(paints, bar)
}

function drawBarName({ context, palette, widths }: Paints, bar: Bar): void {
  if (bar.nameY === null) return
  const { fill, ink } = palette.states[bar.state]
  const x = bar.x + (bar.side === 'client' ? 8 : EDGE_WIDTH + 8)
  if (!bar.proved) {
    // Letters on hatching need calm ground.
    context.fillStyle = fill
    context.fillRect(x - 3, bar.nameY - 10, widths.of(bar.state) + 6, 14)
  }
  context.fillStyle = ink
  context.fillText(bar.state, x, bar.nameY, bar.width - EDGE_WIDTH - 12)
}

/** Quiet time: both bars are torn. */
export function drawBreak({ context, palette, layout }: Brush, y: number): void {
  const { clientX, serverX, barWidth } = layout
  drawTear(
    { context, palette },
    [clientX, serverX].map((x) => ({ x, width: barWidth })),
    y,
  )
}

/** A tear through bars at `y`. */
export function drawTear(
  { context, palette }: Pick<Paints, 'context' | 'palette'>,
  bars: readonly { readonly x: number; readonly width: number }[],
  y: number,
): void {
  context.strokeStyle = palette.panel
  context.lineWidth = 2.5
  context.setLineDash([5, 4])
  context.beginPath()
  for (const { x, width } of bars) {
    for (const shift of [-3, 3]) {
      context.moveTo(x, y + shift)
      context.lineTo(x + width, y + shift)
    }
  }
  context.stroke()
  context.setLineDash([])
}
