/** Jumps between found rows, in circles. */
import { bisectLeft, bisectRight } from 'd3'

/** The next of `rows` (ascending) after `row`, else the first; null: none were found. */
export function foundAfter(rows: readonly number[], row: number): number | null {
  return rows[bisectRight(rows as number[], row)] ?? rows[0] ?? null
}

/** The last of `rows` (ascending) before `row`, else the last of all; null: none were found. */
export function foundBefore(rows: readonly number[], row: number): number | null {
  return rows[bisectLeft(rows as number[], row) - 1] ?? rows.at(-1) ?? null
}
