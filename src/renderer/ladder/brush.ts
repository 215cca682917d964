/** What every drawing function needs: where to draw, in which colours and columns. */
import { Hatches } from './hatches'
import type { LadderLayout } from './layout'
import { NameWidths } from './nameWidths'
import type { Palette } from './palette'

/** The faces of base.css; those for Chinese come after those for Latin, whose letters they have, too. */
const WORDS = '"Inter Variable", Inter, "Noto Sans SC Variable", "Noto Sans SC", system-ui, sans-serif'
export const FONTS = {
  mono: '11px "JetBrains Mono Variable", "JetBrains Mono", "Noto Sans SC Variable", "Noto Sans SC", ui-monospace, monospace',
  name: `600 10px ${WORDS}`,
  words: `500 11.5px ${WORDS}`,
} as const

/** Where to draw, and in which colours; a new one when the theme, the faces or the pixel ratio change. */
export interface Paints {
  readonly context: CanvasRenderingContext2D
  readonly palette: Palette
  readonly hatches: Hatches
  readonly widths: NameWidths
}

export interface Brush extends Paints {
  readonly layout: LadderLayout
}

export function makePaints(context: CanvasRenderingContext2D, palette: Palette, pixelRatio: number): Paints {
  return { context, palette, hatches: new Hatches(context, palette, pixelRatio), widths: new NameWidths(context) }
}
