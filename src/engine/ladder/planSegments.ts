/** The nearest level: every segment a row, but for runs of data, which fold. */
import { BULK, EVENT, FOLD_AT_LEAST, isCounted } from './classify'
import { hasBreakBefore, isOpened, type LevelBasis } from './levelBasis'
import { FOLD, QUIET, type RowList, SEGMENT } from './rowList'

/** Pushes the rows of the segments from `from` to `to` (exclusive); a silence before the first is the caller's. */
export function planSegments(basis: LevelBasis, list: RowList, from: number, to: number): void {
  let position = from
  while (position < to) {
    if (position > from && hasBreakBefore(basis, position)) list.push(QUIET, position, 0, 0, 0)
    const end = runEnd(basis, position, to)
    if (basis.classes[position] === EVENT) list.push(SEGMENT, position, 1, 0, 0)
    else pushRun(basis, list, position, end)
    position = end
  }
}

/** One past the last segment of the run that begins at `from`: same class, no silence in between. */
function runEnd(basis: LevelBasis, from: number, to: number): number {
  const { classes } = basis
  let end = from + 1
  if (classes[from] === EVENT) return end
  while (end < to && classes[end] === classes[from] && !hasBreakBefore(basis, end)) end++
  return end
}

/**
 * Rows of one run. Its first exchange stays visible, so that the reader sees what it is made of; its last one too
 * where silence or the end follows, since that is where a stuck flow got stuck. What lies between folds.
 */
function pushRun(basis: LevelBasis, list: RowList, from: number, end: number): void {
  const { flow, classes } = basis
  const kind = classes[from] ?? BULK
  const isBeforeSilence = end === flow.count || hasBreakBefore(basis, end)
  const lead = Math.min(end, from + exchange(basis, from, from + 1, end))
  const trail = isBeforeSilence && kind === BULK ? exchange(basis, end - 1, end - 2, lead) : 0
  const foldEnd = end - trail
  if (foldEnd - lead < FOLD_AT_LEAST || isOpened(basis, lead)) {
    pushEach(list, from, end)
    return
  }
  pushEach(list, from, lead)
  let bytes = 0
  let counted = 0
  for (let position = lead; position < foldEnd; position++) {
    bytes += flow.length[position] ?? 0
    if (isCounted(flow, position, kind)) counted++
  }
  list.push(FOLD, lead, foldEnd - lead, bytes, counted)
  pushEach(list, foldEnd, end)
}

/** Segments of the exchange at an edge of a run: two where they come from both sides, else one. */
function exchange({ flow }: LevelBasis, edge: number, next: number, limit: number): number {
  const isInside = next > edge ? next < limit : next >= limit
  return isInside && flow.from[edge] !== flow.from[next] ? 2 : 1
}

function pushEach(list: RowList, from: number, end: number): void {
  for (let position = from; position < end; position++) list.push(SEGMENT, position, 1, 0, 0)
}
