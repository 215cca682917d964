/** Searches a ladder, a part of a long flow at a time, so that nothing else waits. */
import type { LadderMatches } from '../../contracts/ladder'
import type { FlowId } from '../../contracts/units'
import { type LadderPlan, rowOfPosition } from './plan'
import { termsOf } from './searchTerms'

/** Segments of a part: where numbers tell, and where labels must be made. */
const PART = { numbers: 400_000, labels: 25_000 } as const
/** Rows that one answer holds. */
const MOST_ROWS = 20_000

/** Rows from the segment at position `after` on that hold what `text` says. */
export function searchLadder(plan: LadderPlan, flow: FlowId, text: string, after: number): LadderMatches {
  const { all, readsLabels } = termsOf(text)
  const rows: number[] = []
  let matches = 0
  const { count } = plan.flow
  const until = Math.min(count, after + (readsLabels ? PART.labels : PART.numbers))
  let position = all.length === 0 ? count : after
  for (; position < until && rows.length < MOST_ROWS; position++) {
    if (!all.every((term) => term(plan.flow, position))) continue
    matches++
    const row = rowOfPosition(plan, position)
    if (rows[rows.length - 1] !== row) rows.push(row)
  }
  return { flow, rows, matches, next: position < count ? position : null }
}
