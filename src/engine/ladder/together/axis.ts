/** How time runs along several flows. */
import type { TogetherAxis } from '../../../contracts/together'
import { delaysOf, longestBreaks } from '../axis'
import type { TogetherPlan } from './rows'

/** The axis of ladders planned together: broken where all of them are silent. */
export function axisTogether({ plans, moments, merged }: TogetherPlan): TogetherAxis {
  const threshold = Math.min(...plans.map((plan) => plan.threshold))
  return {
    span: merged.span,
    breaks: breaksOf(moments, threshold),
    delays: plans.map(({ flow }) => delaysOf(flow)),
    endings: plans.reduce((sum, { endings }) => sum + endings.length, 0),
  }
}

/** Pauses of at least `threshold` between any two segments of all. Linear: of each flow the moments ascend. */
function breaksOf(moments: readonly Float64Array[], threshold: number) {
  const next = moments.map(() => 0)
  const [from, to]: [number[], number[]] = [[], []]
  let before = Number.POSITIVE_INFINITY
  for (;;) {
    let earliest = -1
    let moment = Number.POSITIVE_INFINITY
    for (let place = 0; place < moments.length; place++) {
      const time = moments[place]?.[next[place] ?? 0] ?? Number.POSITIVE_INFINITY
      if (time < moment) {
        moment = time
        earliest = place
      }
    }
    if (earliest < 0) return longestBreaks(from, to)
    next[earliest] = (next[earliest] ?? 0) + 1
    if (moment - before >= threshold) {
      from.push(before)
      to.push(moment)
    }
    before = moment
  }
}
