/** Rows of a stretch of time of several ladders: what they show of it when they are drawn to scale. */
import type { PlacedRow } from '../../../contracts/together'
import { rangeBetween, rowsBetween } from '../rowsBetween'
import { placedRow, shiftOf, type TogetherPlan } from './rows'

/** Each flow shows so many of its rows at least: where it comes from, where it goes, and one between. */
const LEAST = 3

/**
 * Rows, ascending, of what happens between two moments (nanoseconds since the first segment of all), as rowsBetween for
 * each flow. Of about `most` rows each flow has the part that it has of all.
 */
export function rowsTogetherBetween(together: TogetherPlan, from: number, to: number, most: number): PlacedRow[] {
  const { plans, merged } = together
  const counts = plans.map((plan) => {
    const shift = shiftOf(together, plan)
    const { first, last } = rangeBetween(plan, from - shift, to - shift)
    return last - first + 1
  })
  const total = counts.reduce((sum, count) => sum + count, 0)
  const part = Math.min(1, most / Math.max(1, total))
  const numbers = plans.flatMap((plan, place) => {
    const shift = shiftOf(together, plan)
    const share = Math.max(LEAST, Math.floor((counts[place] ?? 0) * part))
    const rowOf = merged.rowOf[place]
    return rowsBetween(plan, from - shift, to - shift, share).map((own) => rowOf?.[own] ?? 0)
  })
  return numbers.sort((one, other) => one - other).map((row) => placedRow(together, row))
}
