/** Makes the row objects of a requested range: the only place where a ladder row becomes an object. */

import { Certainty, Flag } from '../../contracts/abi'
import type { FoldRow, LadderRow, LifelineState, QuietRow, SegmentRow } from '../../contracts/ladderRows'
import { analysisNames, flagNames, stateName } from '../../contracts/names'
import type { EndStates } from '../../contracts/together'
import { frameNumber, segmentIndex } from '../../contracts/units'
import { said } from '../said/said'
import { durationWords } from '../words'
import { arrowOf } from './arrow'
import type { Ending } from './endings'
import {
  CLIENT,
  certaintyOf,
  hasFlag,
  positionOfSegment,
  SERVER,
  type SideIndex,
  senderOf,
  sideName,
  stateOf,
} from './flowRows'
import { foldLabel } from './foldLabel'
import { labelOf } from './label'
import { phaseLabel, turnLabel } from './levelLabels'
import { type LadderPlan, rowOfPosition } from './plan'
import { FOLD, PHASE, QUIET, SEGMENT, TURN } from './rowList'
import { runKind, speakerOf, tallyOf, totalBytes } from './tally'
import { previousTry, seemsLost } from './tries'

/** Rows `from` to `to` (exclusive) of a plan, clipped to what is there. */
export function materialize(plan: LadderPlan, from: number, to: number): LadderRow[] {
  const end = Math.min(to, plan.list.size)
  const rows: LadderRow[] = []
  for (let row = Math.max(0, from); row < end; row++) rows.push(rowAt(plan, row))
  return rows
}

function rowAt(plan: LadderPlan, row: number): LadderRow {
  const { list, flow } = plan
  const first = list.first[row] ?? 0
  switch (list.kind[row]) {
    case SEGMENT:
      return segmentRow(plan, row, first)
    case FOLD:
      return foldRow(plan, row, first)
    case QUIET:
      return quietRow(plan, row, first)
    case TURN:
      return turnRow(plan, row, first)
    case PHASE:
      return phaseRow(plan, row, first)
    default: {
      const ending = plan.endings[row - (list.size - plan.endings.length)]
      if (ending === undefined) throw new Error(`ladder row ${row} of ${list.size} is of no known kind`)
      return endingRow(row, ending, endStates(plan, flow.count - 1))
    }
  }
}

/** States of both ends after the segment at `position`. */
export function endStates(plan: LadderPlan, position: number): EndStates {
  const states = plan.flow.states[position] ?? 0
  return { client: lifeline(states, CLIENT), server: lifeline(states, SERVER) }
}

const lifeline = (states: number, side: SideIndex): LifelineState => ({
  state: stateName(stateOf(states, side)),
  proved: certaintyOf(states, side) === Certainty.PROVED,
})

const timeAt = (plan: LadderPlan, position: number): bigint => plan.flow.start + BigInt(plan.flow.time[position] ?? 0)

function segmentRow(plan: LadderPlan, row: number, position: number): SegmentRow {
  const { flow } = plan
  const original = previousTry(flow, position)
  const acked = positionOfSegment(flow, flow.acks[position] ?? 0)
  return {
    kind: 'segment',
    row,
    ...endStates(plan, position),
    segment: segmentIndex(flow.segment[position] ?? 0),
    frame: frameNumber(flow.frame[position] ?? 0),
    from: sideName(senderOf(flow, position)),
    time: timeAt(plan, position),
    flags: flagNames(flow.flags[position] ?? 0).join(','),
    seq: flow.seq[position] ?? 0,
    ack: hasFlag(flow, position, Flag.ACK) ? (flow.ack[position] ?? 0) : 0,
    length: flow.length[position] ?? 0,
    window: flow.window[position] ?? 0,
    analysis: analysisNames(flow.analysis[position] ?? 0),
    arrow: arrowOf(flow, position),
    label: labelOf(flow, position),
    repeats: original < 0 ? null : rowOfPosition(plan, original),
    lost: seemsLost(flow, position),
    acks: acked < 0 ? null : frameNumber(flow.frame[acked] ?? 0),
    rttNs: acked < 0 ? null : (flow.time[position] ?? 0) - (flow.time[acked] ?? 0),
  }
}

function foldRow(plan: LadderPlan, row: number, first: number): FoldRow {
  const { list, classes } = plan
  const bytes = list.bytes[row] ?? 0
  const base = foldBase(plan, row, first)
  const { count, durationNs } = base
  const facts = { kind: classes[first] ?? 0, count, bytes, durationNs, counted: list.counted[row] ?? 0 }
  return { ...base, bytes, label: foldLabel(facts) }
}

/** What all rows of several segments share. */
function foldBase(plan: LadderPlan, row: number, first: number) {
  const { flow, list } = plan
  const count = list.count[row] ?? 0
  const last = first + count - 1
  return {
    kind: 'fold' as const,
    row,
    ...endStates(plan, last),
    segment: segmentIndex(flow.segment[first] ?? 0),
    firstFrame: frameNumber(flow.frame[first] ?? 0),
    lastFrame: frameNumber(flow.frame[last] ?? 0),
    time: timeAt(plan, first),
    count,
    durationNs: (flow.time[last] ?? 0) - (flow.time[first] ?? 0),
  }
}

function turnRow(plan: LadderPlan, row: number, first: number): FoldRow {
  const base = foldBase(plan, row, first)
  const tally = tallyOf(plan.flow, first, first + base.count)
  const speaker = speakerOf(plan.flow, first, first + base.count)
  const label = turnLabel(tally, base.durationNs, runKind(plan.classes, first, first + base.count))
  return { ...base, bytes: totalBytes(tally), label, from: speaker === null ? null : sideName(speaker), tally }
}

function phaseRow(plan: LadderPlan, row: number, first: number): FoldRow {
  const base = foldBase(plan, row, first)
  const tally = tallyOf(plan.flow, first, first + base.count)
  const phase = plan.phases[plan.list.counted[row] ?? 0] ?? ''
  const end = first + base.count
  const passed = { client: passedStates(plan, first, end, CLIENT), server: passedStates(plan, first, end, SERVER) }
  return { ...base, bytes: totalBytes(tally), label: phaseLabel(phase, tally, base.durationNs), phase, passed, tally }
}

/** More states than these have no room in a row's bar. */
const MOST_PASSED = 4

/** States of one side before its last one, each where it differs from the one before. */
function passedStates({ flow }: LadderPlan, from: number, to: number, side: SideIndex): LifelineState[] {
  const states: LifelineState[] = []
  const last = lifeline(flow.states[to - 1] ?? 0, side).state
  let before = -1
  for (let position = from; position < to && states.length < MOST_PASSED; position++) {
    const packed = flow.states[position] ?? 0
    const state = stateOf(packed, side)
    if (state !== before && stateName(state) !== last) states.push(lifeline(packed, side))
    before = state
  }
  return states
}

function quietRow(plan: LadderPlan, row: number, position: number): QuietRow {
  const { flow } = plan
  const until = position < flow.count ? (flow.time[position] ?? 0) : flow.captureEnd
  const durationNs = until - (flow.time[position - 1] ?? 0)
  return { kind: 'quiet', row, ...endStates(plan, position - 1), durationNs, label: quietLabel(durationNs) }
}

/** What a break in time says. */
export const quietLabel = (durationNs: number): string => said`${durationWords(durationNs)} of silence`

function endingRow(row: number, ending: Ending, states: EndStates): LadderRow {
  const side = sideName(ending.side)
  const { label } = ending
  if (ending.kind === 'ghost') return { kind: 'ghost', row, ...states, from: side, label }
  return { kind: 'tail', row, ...states, side, elapsedNs: ending.elapsedNs, totalNs: ending.totalNs, label }
}
