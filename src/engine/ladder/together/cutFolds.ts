/** Folds of one flow, cut where something happens in another: no row hides what was meanwhile. */
import { FOLD_AT_LEAST, isCounted } from '../classify'
import type { LadderPlan } from '../plan'
import { FOLD, QUIET, RowList, SEGMENT } from '../rowList'

/** A ladder and the moments of its flow's segments, which never run backwards: see `momentsOf`. */
export interface TimedPlan {
  readonly plan: LadderPlan
  readonly moments: Float64Array
}

/** Moments since the start of all, one a segment; where a clock went backwards, the latest so far. */
export function momentsOf({ flow }: LadderPlan, shift: number): Float64Array {
  const moments = new Float64Array(flow.count)
  let latest = Number.NEGATIVE_INFINITY
  for (let position = 0; position < flow.count; position++) {
    latest = Math.max(latest, shift + (flow.time[position] ?? 0))
    moments[position] = latest
  }
  return moments
}

/**
 * Moments, ascending, of all segments that have a row of their own on these ladders. They interrupt the folds of other
 * flows; another fold doesn't: runs that go on beside one another stay two rows.
 */
export function interruptions(timed: readonly TimedPlan[]): Float64Array {
  let size = 0
  for (const { plan } of timed) for (let row = 0; row < plan.list.size; row++) if (isAlone(plan, row)) size++
  const found = new Float64Array(size)
  let at = 0
  for (const { plan, moments } of timed) {
    for (let row = 0; row < plan.list.size; row++) {
      if (isAlone(plan, row)) found[at++] = moments[plan.list.first[row] ?? 0] ?? 0
    }
  }
  return timed.length > 1 ? found.sort() : found
}

const isAlone = ({ list }: LadderPlan, row: number): boolean => list.kind[row] === SEGMENT

/** A plan's rows without its silences, its folds cut at `cuts`; pieces that `unfolded` opens are rows each. */
export function cutFolds({ plan, moments }: TimedPlan, cuts: Float64Array, unfolded: ReadonlySet<number>): RowList {
  const { list } = plan
  const rows = new RowList()
  let cut = 0
  for (let row = 0; row < list.size; row++) {
    const kind = list.kind[row] ?? SEGMENT
    const first = list.first[row] ?? 0
    const count = list.count[row] ?? 0
    if (kind === QUIET) continue
    if (kind !== FOLD) {
      rows.push(kind, first, count, list.bytes[row] ?? 0, list.counted[row] ?? 0)
      continue
    }
    const end = first + count
    let from = first
    while (from < end) {
      const begun = moments[from] ?? 0
      while (cut < cuts.length && (cuts[cut] ?? 0) < begun) cut++
      const to = positionAfter(moments, from + 1, end, cuts[cut] ?? Number.POSITIVE_INFINITY)
      pushPiece(plan, rows, from, to, unfolded)
      from = to
    }
  }
  return rows
}

/** First position in [from, end) after `moment`, or `end`. */
function positionAfter(moments: Float64Array, from: number, end: number, moment: number): number {
  let low = from
  let high = end
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((moments[middle] ?? 0) <= moment) low = middle + 1
    else high = middle
  }
  return low
}

function pushPiece(
  { flow, classes }: LadderPlan,
  rows: RowList,
  from: number,
  to: number,
  unfolded: ReadonlySet<number>,
): void {
  if (to - from < FOLD_AT_LEAST || unfolded.has(flow.segment[from] ?? -1)) {
    for (let position = from; position < to; position++) rows.push(SEGMENT, position, 1, 0, 0)
    return
  }
  const kind = classes[from] ?? 0
  let bytes = 0
  let counted = 0
  for (let position = from; position < to; position++) {
    bytes += flow.length[position] ?? 0
    if (isCounted(flow, position, kind)) counted++
  }
  rows.push(FOLD, from, to - from, bytes, counted)
}
