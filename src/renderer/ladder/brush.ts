/** What every drawing function needs: where to draw, in which colours and columns. */
import { Hatches } from './hatches'
import type { LadderLayout } from './layout'
import type { Palette } from './palette'

export const FONTS = {
  mono: '11px "JetBrains Mono Variable", "JetBrains Mono", ui-monospace, monospace',
  name: '600 10px "Inter Variable", Inter, system-ui, sans-serif',
  words: '500 11.5px "Inter Variable", Inter, system-ui, sans-serif',
} as const

export interface Brush {
  readonly context: CanvasRenderingContext2D
  readonly palette: Palette
  readonly layout: LadderLayout
  readonly hatches: Hatches
}

/** A brush for `context`; make a new one when the theme, the size or the pixel ratio changes. */
export function makeBrush(
  context: CanvasRenderingContext2D,
  palette: Palette,
  layout: LadderLayout,
  pixelRatio: number,
): Brush {
  return { context, palette, layout, hatches: new Hatches(context, palette, pixelRatio) }
}
