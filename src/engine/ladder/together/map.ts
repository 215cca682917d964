/** Several ladders in as many steps as a strip beside them has pixels, as map.ts does for one. */
import { add, addByTime, emptySteps, type MapSteps } from '../map'
import { holdsSegments } from '../rowList'
import { shiftOf, type TogetherPlan } from './rows'

/** Steps of equal numbers of rows; no more steps than rows. */
export function mapTogetherByRow({ plans, merged }: TogetherPlan, steps: number): MapSteps {
  const count = Math.min(steps, merged.size)
  const result = emptySteps(count)
  plans.forEach(({ flow, list }, place) => {
    const rowOf = merged.rowOf[place]
    for (let own = 0; own < list.size; own++) {
      if (!holdsSegments(list.kind[own])) continue
      const step = Math.ceil((((rowOf?.[own] ?? 0) + 1) * count) / merged.size) - 1
      const first = list.first[own] ?? 0
      const end = first + (list.count[own] ?? 1)
      for (let position = first; position < end; position++) add(flow, position, result, step)
    }
  })
  return result
}

/** Steps between consecutive moments, nanoseconds since the first segment of all, ascending. */
export function mapTogetherByTime(together: TogetherPlan, edges: readonly number[]): MapSteps {
  const result = emptySteps(Math.max(0, edges.length - 1))
  for (const plan of together.plans) addByTime(plan.flow, edges, shiftOf(together, plan), result)
  return result
}
