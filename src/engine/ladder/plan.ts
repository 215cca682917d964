/** The ladder's plan: which row shows which segments. Pure: columns in, columns out, linear in the segments. */
import type { LadderLevel } from '../../contracts/ladder'
import { PROFILES } from '../profiles/index'
import type { Timers } from '../profiles/profile'
import { classify } from './classify'
import { type Ending, findEndings } from './endings'
import type { FlowRows } from './flowRows'
import type { LevelBasis } from './levelBasis'
import { findMilestones, type Milestones } from './milestones'
import { planExchanges } from './planExchanges'
import { planPhases } from './planPhases'
import { planSegments } from './planSegments'
import { quietThreshold } from './quiet'
import { ENDING, QUIET, RowList } from './rowList'
import { findStalls, type Stall } from './stalls'

export interface LadderPlan {
  readonly flow: FlowRows
  readonly level: LadderLevel
  readonly classes: Uint8Array
  readonly list: RowList
  /** Ghost and tails, the last rows of the list, in their order. */
  readonly endings: readonly Ending[]
  readonly milestones: Milestones
  readonly stalls: readonly Stall[]
  /** Names of phases, each once. */
  readonly phases: readonly string[]
  /** Nanoseconds of silence from which there is a break. */
  readonly threshold: number
}

/** What is assumed of ends that nobody knows. */
const AS_LINUX: Timers = [PROFILES.linux, PROFILES.linux]

/**
 * Plans a flow's ladder.
 *
 * @param unfolded core indexes of the first segments of folds that are open.
 * @param timers to assume of both ends.
 * @param level how closely to look; every segment is in exactly one row at each.
 */
export function planRows(
  flow: FlowRows,
  unfolded: ReadonlySet<number>,
  timers = AS_LINUX,
  level: LadderLevel = 'segments',
): LadderPlan {
  const found = findings(flow)
  const { classes, milestones, stalls, threshold } = found
  const list = new RowList()
  const phases = planLevel({ flow, ...found, unfolded }, list, level)
  const endings = findEndings(flow, milestones, stalls, timers)
  const patience = flow.count === 0 ? 0 : flow.captureEnd - (flow.time[flow.count - 1] ?? 0)
  if (endings.some((ending) => ending.afterSilence) && patience >= threshold) list.push(QUIET, flow.count, 0, 0, 0)
  for (const _ of endings) list.push(ENDING, flow.count, 0, 0, 0)
  return { flow, level, classes, list, endings, milestones, stalls, phases, threshold }
}

type Findings = Omit<LevelBasis, 'flow' | 'unfolded'>
const known = new WeakMap<FlowRows, Partial<Findings>>()

/** What all levels of a flow plan from; kept while its columns are, since the reader goes from level to level. */
function findings(flow: FlowRows): Findings {
  const kept = keptOf(flow)
  kept.classes ??= classify(flow)
  kept.threshold ??= quietThreshold(flow)
  kept.milestones ??= findMilestones(flow)
  kept.stalls ??= findStalls(flow)
  return kept as Findings
}

function keptOf(flow: FlowRows): { -readonly [Name in keyof Findings]?: Findings[Name] } {
  const kept = known.get(flow) ?? {}
  known.set(flow, kept)
  return kept
}

/** Steps after which a flow's first plan takes no longer than any later one. */
export function prepare(flow: FlowRows): readonly (() => void)[] {
  const kept = keptOf(flow)
  return [
    () => {
      kept.classes ??= classify(flow)
    },
    () => {
      findings(flow)
    },
  ]
}

/** Pushes the rows of all segments; returns the names of phases. */
function planLevel(basis: LevelBasis, list: RowList, level: LadderLevel): readonly string[] {
  switch (level) {
    case 'segments':
      planSegments(basis, list, 0, basis.flow.count)
      return []
    case 'exchanges':
      planExchanges(basis, list)
      return []
    case 'phases':
      return planPhases(basis, list)
  }
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
