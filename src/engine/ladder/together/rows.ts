/** Makes row objects for a range of merged rows; nothing else of several ladders becomes objects. */
import type { LadderRow } from '../../../contracts/ladderRows'
import type { EndStates, PlacedRow, TogetherRow } from '../../../contracts/together'
import type { LadderPlan } from '../plan'
import { endStates, materialize, quietLabel } from '../rows'
import { type Merged, NOBODY } from './merge'

export interface TogetherPlan {
  readonly plans: readonly LadderPlan[]
  /** Of each plan: see momentsOf. */
  readonly moments: readonly Float64Array[]
  readonly merged: Merged
}

/** Nanoseconds from the first segment of all to the first one of a plan. */
export const shiftOf = ({ merged }: Pick<TogetherPlan, 'merged'>, { flow }: LadderPlan): number =>
  Number(flow.start - merged.start)

/** One row without the states of other flows. @throws Error where there is no such row, or it is a silence. */
export function placedRow({ plans, merged }: Pick<TogetherPlan, 'plans' | 'merged'>, row: number): PlacedRow {
  const place = merged.place[row] ?? NOBODY
  const plan = plans[place]
  const own = merged.own[row] ?? 0
  const found = plan === undefined ? undefined : materialize(plan, own, own + 1)[0]
  if (found === undefined) throw new Error(`ladder row ${row} of ${merged.size} is missing`)
  return { row, place, shown: renumbered(found, merged, place) }
}

/** Rows `from` to `to` (exclusive), clipped to what is there. */
export function materializeTogether(together: TogetherPlan, from: number, to: number): TogetherRow[] {
  const { plans, merged } = together
  const end = Math.min(to, merged.size)
  const begin = Math.max(0, from)
  if (begin >= end) return []
  // Objects of states are shared between rows as long as they hold, so that an answer stays small.
  let ends: readonly (EndStates | null)[] = plans.map((plan, place) => endsBefore(plan, merged, place, begin))
  const rows: TogetherRow[] = []
  for (let row = begin; row < end; row++) {
    const place = merged.place[row] ?? NOBODY
    const plan = plans[place]
    const own = merged.own[row] ?? 0
    if (place === NOBODY || plan === undefined) {
      rows.push({ row, place: null, shown: quietRow(row, merged.quietNs[own] ?? 0, ends), ends })
      continue
    }
    const found = placedRow(together, row)
    const { client, server } = found.shown
    if (!isSame(ends[place] ?? null, found.shown))
      ends = ends.map((known, at) => (at === place ? { client, server } : known))
    rows.push({ ...found, ends })
  }
  return rows
}

/** What the ends of a flow are just before a merged row; null: the flow begins there or later. */
function endsBefore(plan: LadderPlan, { rowOf }: Merged, place: number, row: number): EndStates | null {
  const own = below(rowOf[place] ?? new Uint32Array(), row) - 1
  if (own < 0) return null
  const count = Math.max(1, plan.list.count[own] ?? 1)
  return endStates(plan, Math.min(plan.flow.count, (plan.list.first[own] ?? 0) + count) - 1)
}

/** How many of the ascending numbers are below `limit`. */
function below(numbers: Uint32Array, limit: number): number {
  let low = 0
  let high = numbers.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((numbers[middle] ?? 0) < limit) low = middle + 1
    else high = middle
  }
  return low
}

const isSame = (one: EndStates | null, other: EndStates): boolean =>
  one !== null &&
  one.client.state === other.client.state &&
  one.client.proved === other.client.proved &&
  one.server.state === other.server.state &&
  one.server.proved === other.server.proved

function renumbered(row: LadderRow, { rowOf }: Merged, place: number): LadderRow {
  const merged = (own: number) => rowOf[place]?.[own] ?? 0
  if (row.kind !== 'segment') return { ...row, row: merged(row.row) }
  return { ...row, row: merged(row.row), repeats: row.repeats === null ? null : merged(row.repeats) }
}

const UNKNOWN = { state: 'UNKNOWN', proved: false } as const

function quietRow(row: number, durationNs: number, ends: readonly (EndStates | null)[]): LadderRow {
  // Silence is of no flow; whose states it bears makes no difference.
  const { client, server } = ends.find((known) => known !== null) ?? { client: UNKNOWN, server: UNKNOWN }
  return { kind: 'quiet', row, client, server, durationNs, label: quietLabel(durationNs) }
}
