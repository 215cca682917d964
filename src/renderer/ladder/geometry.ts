/** Where rows stand in the view, whichever way the ladder is laid out. */
import type { LadderRow } from '../../contracts/ladderRows'
import { hitLadder, type LadderPart } from './hit'
import { type LadderLayout, ROW_HEIGHT, rowTop } from './layout'
import { nearestRow, type RowPlace } from './timedScene'
import type { TimeScale } from './timeScale'

/** Content pixels that a row takes. */
export interface Band {
  readonly top: number
  readonly bottom: number
}

export const bandByRow = (row: number): Band => ({ top: rowTop(row), bottom: rowTop(row) + ROW_HEIGHT })

/** The band of a row drawn to scale; null: its time isn't known. */
export function bandByTime(scale: TimeScale, row: LadderRow | null, start: bigint, endingsFrom: number): Band | null {
  if (row === null) return null
  const half = ROW_HEIGHT / 2
  if ('time' in row) {
    const y = scale.yOf(Number(row.time - start))
    return { top: y - half, bottom: y + half }
  }
  if (row.row < endingsFrom) return null
  const y = scale.endingY(row.row - endingsFrom)
  return { top: y - half, bottom: y + half }
}

/** What of a ladder drawn to scale is at (`x`, `y`) of the view. */
export function hitTimed(layout: LadderLayout, places: readonly RowPlace[], x: number, y: number) {
  const row = nearestRow(places, y)
  return row === null ? null : { row, part: partAt(layout, x) }
}

const partAt = (layout: LadderLayout, x: number): LadderPart =>
  hitLadder(layout, 1, 0, x, ROW_HEIGHT / 2)?.part ?? 'margin'
