/** The ladder of one flow: its outline, its rows by range, and where a frame stands. */
import { COUNTER_LAST_TIME } from '../../contracts/abi'
import type { Flow } from '../../contracts/flow'
import type { LadderLevel } from '../../contracts/ladder'
import type { LadderOutline, LadderRow } from '../../contracts/ladderRows'
import type { Core } from '../core'
import type { Timers } from '../profiles/profile'
import { bracketsOf } from './brackets'
import { eventRows } from './events'
import { positionOfFrame } from './flowRows'
import { type LadderPlan, planRows, rowOfPosition } from './plan'
import { readFlowRows } from './readFlowRows'
import { materialize } from './rows'

export interface Ladder {
  readonly outline: LadderOutline
  /** For what is asked about the ladder besides its rows. */
  readonly plan: LadderPlan
  /** Rows by their numbers. */
  rowsAt(numbers: readonly number[]): LadderRow[]
  /** Rows `from` to `to` (exclusive), clipped to what is there. */
  rows(from: number, to: number): LadderRow[]
  /** The row that shows a frame, or null where the flow has no such frame. */
  rowOfFrame(frame: number): number | null
}

/** Of which moment a plan is. */
export interface PlannedAt {
  /** Until when the capture is known to be complete, nanoseconds since the epoch. */
  readonly knownUntil: bigint
  readonly revision: number
}

/**
 * Plans a flow's ladder; a plan doesn't follow a capture that grows.
 *
 * @param flow as the flow list shows it.
 * @param unfolded core indexes of the first segments of folds that are open.
 * @param timers to assume of both ends; those of Linux where none are given.
 * @param at the latest frame of the capture where it isn't given.
 * @param level how closely to look.
 * @throws RangeError where the core has no such flow.
 */
export function planLadder(
  core: Core,
  flow: Flow,
  unfolded: ReadonlySet<number>,
  timers?: Timers,
  at: PlannedAt = { knownUntil: core.counterTime(COUNTER_LAST_TIME), revision: 0 },
  level: LadderLevel = 'segments',
): Ladder {
  const plan = planRows(readFlowRows(core, flow.flow, at.knownUntil), unfolded, timers, level)
  const brackets = bracketsOf(plan)
  const outline: LadderOutline = {
    flow: flow.flow,
    client: flow.client,
    server: flow.server,
    rows: plan.list.size,
    level,
    segments: plan.flow.count,
    brackets,
    events: eventRows(plan, brackets),
    verdict: flow.verdict,
    revision: at.revision,
    knownUntil: at.knownUntil,
  }
  return {
    outline,
    plan,
    rows: (from, to) => materialize(plan, from, to),
    rowsAt: (numbers) => numbers.flatMap((row) => materialize(plan, row, row + 1)),
    rowOfFrame: (frame) => {
      const position = positionOfFrame(plan.flow, frame)
      return position < 0 ? null : rowOfPosition(plan, position)
    },
  }
}
