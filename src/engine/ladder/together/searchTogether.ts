/** Searches several ladders, one after the other, a part at a time. */
import type { LadderMatches } from '../../../contracts/ladder'
import type { FlowId } from '../../../contracts/units'
import { searchLadder } from '../search'
import type { TogetherPlan } from './rows'

/** Rows of all that hold what `text` says, of one flow an answer. `after` counts the segments of all flows in turn. */
export function searchTogether(
  { plans, merged }: TogetherPlan,
  flows: readonly FlowId[],
  text: string,
  after: number,
): LadderMatches {
  const counts = plans.map((plan) => plan.flow.count)
  const total = counts.reduce((sum, count) => sum + count, 0)
  let place = 0
  let before = 0
  while (place < plans.length - 1 && after - before >= (counts[place] ?? 0)) {
    before += counts[place] ?? 0
    place += 1
  }
  const flow = flows[place] as FlowId
  const plan = plans[place]
  if (plan === undefined || after >= total) return { flow, rows: [], matches: 0, next: null }
  const found = searchLadder(plan, flow, text, after - before)
  const next = before + (found.next ?? counts[place] ?? 0)
  const rowOf = merged.rowOf[place]
  return { ...found, rows: found.rows.map((row) => rowOf?.[row] ?? 0), next: next < total ? next : null }
}
