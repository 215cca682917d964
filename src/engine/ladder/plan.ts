/** The ladder's plan: which row shows which segments. Pure: columns in, columns out, linear in the segments. */
import { PROFILES } from '../profiles/index'
import type { Timers } from '../profiles/profile'
import { BULK, classify, EVENT, FOLD_AT_LEAST, isCounted } from './classify'
import { type Ending, findEndings } from './endings'
import type { FlowRows } from './flowRows'
import { findMilestones, type Milestones } from './milestones'
import { isQuietBefore, quietThreshold } from './quiet'
import { ENDING, FOLD, QUIET, RowList, SEGMENT } from './rowList'
import { findStalls, type Stall } from './stalls'

export interface LadderPlan {
  readonly flow: FlowRows
  readonly classes: Uint8Array
  readonly list: RowList
  /** Ghost and tails, the last rows of the list, in their order. */
  readonly endings: readonly Ending[]
  readonly milestones: Milestones
  readonly stalls: readonly Stall[]
}

/** What is assumed of ends that nobody knows. */
const AS_LINUX: Timers = [PROFILES.linux, PROFILES.linux]

/**
 * Plans a flow's ladder.
 *
 * @param unfolded core indexes of the first segments of folds that are open.
 * @param timers to assume of both ends.
 */
export function planRows(flow: FlowRows, unfolded: ReadonlySet<number>, timers = AS_LINUX): LadderPlan {
  const classes = classify(flow)
  const threshold = quietThreshold(flow)
  const milestones = findMilestones(flow)
  const stalls = findStalls(flow)
  const list = new RowList()
  let position = 0
  while (position < flow.count) {
    if (position > 0 && isQuietBefore(flow, classes, position, threshold)) list.push(QUIET, position, 0, 0, 0)
    const end = runEnd(flow, classes, position, threshold)
    if (classes[position] === EVENT) list.push(SEGMENT, position, 1, 0, 0)
    else
      pushRun(
        flow,
        classes,
        list,
        position,
        end,
        end === flow.count || isQuietBefore(flow, classes, end, threshold),
        unfolded,
      )
    position = end
  }
  const endings = findEndings(flow, milestones, stalls, timers)
  const patience = flow.count === 0 ? 0 : flow.captureEnd - (flow.time[flow.count - 1] ?? 0)
  if (endings.some((ending) => ending.afterSilence) && patience >= threshold) list.push(QUIET, flow.count, 0, 0, 0)
  for (const _ of endings) list.push(ENDING, flow.count, 0, 0, 0)
  return { flow, classes, list, endings, milestones, stalls }
}

/** One past the last segment of the run that begins at `from`: same class, no silence in between. */
function runEnd(flow: FlowRows, classes: Uint8Array, from: number, threshold: number): number {
  let end = from + 1
  if (classes[from] === EVENT) return end
  while (end < flow.count && classes[end] === classes[from] && !isQuietBefore(flow, classes, end, threshold)) end++
  return end
}

/**
 * Rows of one run. Its first exchange stays visible, so that the reader sees what it is made of; its last one too
 * where silence or the end follows, since that is where a stuck flow got stuck. What lies between folds.
 */
function pushRun(
  flow: FlowRows,
  classes: Uint8Array,
  list: RowList,
  from: number,
  end: number,
  isBeforeSilence: boolean,
  unfolded: ReadonlySet<number>,
): void {
  const kind = classes[from] ?? BULK
  const lead = Math.min(end, from + exchange(flow, from, from + 1, end))
  const trail = isBeforeSilence && kind === BULK ? exchange(flow, end - 1, end - 2, lead) : 0
  const foldEnd = end - trail
  if (foldEnd - lead < FOLD_AT_LEAST || unfolded.has(flow.segment[lead] ?? -1)) {
    pushSegments(list, from, end)
    return
  }
  pushSegments(list, from, lead)
  let bytes = 0
  let counted = 0
  for (let position = lead; position < foldEnd; position++) {
    bytes += flow.length[position] ?? 0
    if (isCounted(flow, position, kind)) counted++
  }
  list.push(FOLD, lead, foldEnd - lead, bytes, counted)
  pushSegments(list, foldEnd, end)
}

/** Segments of the exchange at an edge of a run: two where they come from both sides, else one. */
function exchange(flow: FlowRows, edge: number, next: number, limit: number): number {
  const isInside = next > edge ? next < limit : next >= limit
  return isInside && flow.from[edge] !== flow.from[next] ? 2 : 1
}

function pushSegments(list: RowList, from: number, end: number): void {
  for (let position = from; position < end; position++) list.push(SEGMENT, position, 1, 0, 0)
}

/** Row that shows a segment: its own or its fold's. */
export function rowOfPosition(plan: LadderPlan, position: number): number {
  const { list } = plan
  let low = 0
  let high = list.size
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((list.first[middle] ?? 0) <= position) low = middle + 1
    else high = middle
  }
  return low - 1
}
