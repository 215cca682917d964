import { type LadderLayout, PADDING, ROW_HEIGHT } from './layout'

export type LadderPart = 'margin' | 'client' | 'lane' | 'server'

export interface Hit {
  readonly row: number
  readonly part: LadderPart
}

/** What of the ladder is at (`x`, `y`) of the view when it is scrolled to `offset`; null: no row. */
export function hitLadder(layout: LadderLayout, rows: number, offset: number, x: number, y: number): Hit | null {
  const row = Math.floor((y + offset - PADDING.top) / ROW_HEIGHT)
  if (row < 0 || row >= rows) return null
  if (x < layout.clientX) return { row, part: 'margin' }
  if (x < layout.laneLeft) return { row, part: 'client' }
  if (x < layout.laneRight) return { row, part: 'lane' }
  if (x < layout.serverX + layout.barWidth) return { row, part: 'server' }
  return { row, part: 'margin' }
}
