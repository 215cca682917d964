/** The ladders of several flows, drawn as one: planned apart, their rows merged in the order of time. */

import type { Flow } from '../../../contracts/flow'
import type { LadderLevel, LadderMatches } from '../../../contracts/ladder'
import type { LadderBracket } from '../../../contracts/ladderRows'
import type { TogetherOutline, TogetherRow } from '../../../contracts/together'
import type { Timers } from '../../profiles/profile'
import { bracketsOf } from '../brackets'
import { eventRows } from '../events'
import { type FlowRows, positionOfFrame } from '../flowRows'
import type { PlannedAt } from '../index'
import { type LadderPlan, planRows, rowOfPosition } from '../plan'
import { cutFolds, interruptions, momentsOf } from './cutFolds'
import type { Spot } from './difference'
import { hostsOf } from './hosts'
import { mergeRows, startOfAll } from './merge'
import { materializeTogether, shiftOf, type TogetherPlan } from './rows'
import { searchTogether } from './searchTogether'

export interface TogetherLadder {
  readonly outline: TogetherOutline
  /** For what is asked besides rows. */
  readonly plan: TogetherPlan
  /** Rows `from` to `to` (exclusive), clipped to what is there. */
  rows(from: number, to: number): TogetherRow[]
  /** The row that shows a frame of a flow; null: that flow isn't among these, or has no such frame. */
  rowOfFrame(flow: number, frame: number): number | null
  /** Where a frame of a flow stands on these; null as above. */
  spotOf(flow: number, frame: number): Spot | null
  /** See searchTogether. */
  search(text: string, after: number): LadderMatches
}

/** A flow whose ladder is planned with others. */
export interface TogetherPart {
  readonly flow: Flow
  readonly rows: FlowRows
  readonly timers: Timers
}

const NONE: ReadonlySet<number> = new Set()

/** Plans the ladders of several flows as one. `unfolded`: core indexes of first segments of rows that are open. */
export function planTogether(
  parts: readonly TogetherPart[],
  unfolded: ReadonlySet<number>,
  at: PlannedAt,
  level: LadderLevel,
): TogetherLadder {
  const together = mergePlans(parts, unfolded, level)
  const { plans, merged } = together
  const flows = parts.map(({ flow: { flow } }) => flow)
  const found = plans.map((plan, place) =>
    landmarks(plan, merged.rowOf[place] ?? new Uint32Array(), shiftOf(together, plan)),
  )
  const ends = parts.map(({ flow: { client, server } }) => ({ client: end(client), server: end(server) }))
  const outline: TogetherOutline = {
    flows: parts.map(({ flow: { flow, client, server, verdict }, rows }, place) => {
      const brackets = found[place]?.brackets ?? []
      const firstRow = merged.rowOf[place]?.[0] ?? 0
      return { flow, client: end(client), server: end(server), segments: rows.count, verdict, firstRow, brackets }
    }),
    hosts: hostsOf(ends),
    rows: merged.size,
    level,
    events: [...new Set(found.flatMap(({ events }) => events))].sort((one, other) => one - other),
    first: merged.start,
    span: merged.span,
    revision: at.revision,
    knownUntil: at.knownUntil,
  }
  const spotOf = (flow: number, frame: number): Spot | null => {
    const place = parts.findIndex((part) => part.flow.flow === flow)
    const plan = plans[place]
    const position = plan === undefined ? -1 : positionOfFrame(plan.flow, frame)
    return position < 0 ? null : { place, position }
  }
  return {
    outline,
    plan: together,
    rows: (from, to) => materializeTogether(together, from, to),
    search: (text, after) => searchTogether(together, flows, text, after),
    spotOf,
    rowOfFrame: (flow, frame) => {
      const spot = spotOf(flow, frame)
      const plan = plans[spot?.place ?? -1]
      if (spot === null || plan === undefined) return null
      return merged.rowOf[spot.place]?.[rowOfPosition(plan, spot.position)] ?? null
    },
  }
}

const end = ({ address, port }: Flow['client']) => ({ address, port })

/** Plans each flow and merges the rows. Only runs of segments are cut: a turn or a phase tells how long it lasted. */
export function mergePlans(
  parts: readonly Pick<TogetherPart, 'rows' | 'timers'>[],
  unfolded: ReadonlySet<number>,
  level: LadderLevel,
): TogetherPlan {
  const isNear = level === 'segments'
  // A piece of a fold is opened by its own first segment, after it was cut.
  const alone = parts.map(({ rows, timers }) => planRows(rows, isNear ? NONE : unfolded, timers, level))
  const start = startOfAll(alone)
  const timed = alone.map((plan) => ({ plan, moments: momentsOf(plan, Number(plan.flow.start - start)) }))
  const cuts = isNear ? interruptions(timed) : new Float64Array()
  const cut = timed.map(({ plan, moments }) => ({
    plan: { ...plan, list: cutFolds({ plan, moments }, cuts, unfolded) },
    moments,
  }))
  return { plans: cut.map(({ plan }) => plan), moments: cut.map((one) => one.moments), merged: mergeRows(cut, start) }
}

/** Brackets and events of one ladder, by rows and the time of all. */
function landmarks(
  plan: LadderPlan,
  rowOf: Uint32Array,
  shift: number,
): { brackets: LadderBracket[]; events: number[] } {
  const brackets = bracketsOf(plan)
  const merged = (row: number) => rowOf[row] ?? 0
  const moved = (ns: number | null) => (ns === null ? null : ns + shift)
  return {
    brackets: brackets.map(({ from, to, fromNs = 0, toNs = null, ...bracket }) => {
      return { ...bracket, from: merged(from), to: merged(to), fromNs: fromNs + shift, toNs: moved(toNs) }
    }),
    events: eventRows(plan, brackets).map(merged),
  }
}
