/** Which rows of a ladder a bounded export shows: all, or its first and its last around a gap. */
import type { LadderRow } from '../../contracts/ladderRows'

/** Rows materialised at a time. */
const CHUNK = 4096

export interface Excerpt<Row = LadderRow> {
  /** What is shown, one below the other; null: the gap. */
  readonly lines: readonly (Row | null)[]
  /** Rows left out. */
  readonly leftOut: number
  /** The line that shows a row; of one that is left out, the gap. */
  lineOf(row: number): number
}

/** A ladder, of one flow or of several. */
interface Excerpted<Row> {
  readonly outline: { readonly rows: number }
  rows(from: number, to: number): Row[]
}

/** At most `most` rows. How a connection opened and how it ended say more than what is between. */
export function excerptOf<Row>(ladder: Excerpted<Row>, most: number): Excerpt<Row> {
  const { rows } = ladder.outline
  if (rows <= most) return { lines: rowsOf(ladder, 0, rows), leftOut: 0, lineOf: (row) => row }
  const head = Math.ceil(most / 2)
  const tail = rows - (most - head)
  return {
    lines: [...rowsOf(ladder, 0, head), null, ...rowsOf(ladder, tail, rows)],
    leftOut: tail - head,
    lineOf: (row) => (row < head ? row : row < tail ? head : row - tail + head + 1),
  }
}

function rowsOf<Row>(ladder: Excerpted<Row>, from: number, to: number): Row[] {
  const rows: Row[] = []
  for (let next = from; next < to; next += CHUNK) {
    for (const row of ladder.rows(next, Math.min(next + CHUNK, to))) rows.push(row)
  }
  return rows
}
