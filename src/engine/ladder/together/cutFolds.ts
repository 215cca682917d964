/** Folds of one flow, cut where something happens in another: no row hides what was meanwhile. */
import { FOLD_AT_LEAST, isCounted } from '../classify'
import type { LadderPlan } from '../plan'
import { FOLD, QUIET, RowList, SEGMENT } from '../rowList'

/**
 * Core indexes, ascending, of all segments that have a row of their own on these ladders. They interrupt the folds of
 * other flows; another fold doesn't: runs that go on beside one another stay two rows.
 */
export function interruptions(plans: readonly LadderPlan[]): Uint32Array {
  let size = 0
  for (const { list } of plans) for (let row = 0; row < list.size; row++) if (list.kind[row] === SEGMENT) size++
  const found = new Uint32Array(size)
  let at = 0
  for (const { list, flow } of plans) {
    for (let row = 0; row < list.size; row++) {
      if (list.kind[row] === SEGMENT) found[at++] = flow.segment[list.first[row] ?? 0] ?? 0
    }
  }
  return plans.length > 1 ? found.sort() : found
}

/** A plan's rows without its silences, its folds cut at `cuts`; pieces that `unfolded` opens are rows each. */
export function cutFolds(plan: LadderPlan, cuts: Uint32Array, unfolded: ReadonlySet<number>): RowList {
  const { list, flow } = plan
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
      const begun = flow.segment[from] ?? 0
      while (cut < cuts.length && (cuts[cut] ?? 0) < begun) cut++
      const limit = cuts[cut] ?? Number.POSITIVE_INFINITY
      const to = positionFrom(flow.segment, from + 1, end, limit)
      pushPiece(plan, rows, from, to, unfolded)
      from = to
    }
  }
  return rows
}

/** First position in [from, end) of a core index beyond `limit`, or `end`. */
function positionFrom(segment: Uint32Array, from: number, end: number, limit: number): number {
  let low = from
  let high = end
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((segment[middle] ?? 0) < limit) low = middle + 1
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
