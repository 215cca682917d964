/** What lies between two segments, of one flow or of two. */
import type { LadderDifference } from '../../../contracts/ladder'
import { differenceOf, marked } from '../difference'
import { type FlowRows, senderOf } from '../flowRows'
import type { TogetherPlan } from './rows'

/** A segment by its flow's place and its position there. */
export interface Spot {
  readonly place: number
  readonly position: number
}

/**
 * Difference of two segments, in the order given. Of two flows only times compare: what lies between is then of all
 * flows, in the order of the capture.
 */
export function differenceTogether(
  { plans }: Pick<TogetherPlan, 'plans'>,
  first: Spot,
  second: Spot,
): LadderDifference | null {
  const [one, other] = [plans[first.place]?.flow, plans[second.place]?.flow]
  if (one === undefined || other === undefined) return null
  if (one === other) return differenceOf(one, first.position, second.position)
  const indexes = [one.segment[first.position] ?? 0, other.segment[second.position] ?? 0]
  const [low, high] = [Math.min(...indexes), Math.max(...indexes)]
  const bytes: [number, number] = [0, 0]
  let segmentsBetween = 0
  for (const { flow } of plans) {
    const end = from(flow, high + 1)
    for (let position = from(flow, low + 1); position < end; position++) {
      bytes[senderOf(flow, position)] += flow.length[position] ?? 0
      if ((flow.segment[position] ?? 0) < high) segmentsBetween += 1
    }
  }
  const [began, ended] = [one.time[first.position] ?? 0, other.time[second.position] ?? 0]
  return {
    first: marked(one, first.position),
    second: marked(other, second.position),
    timeNs: Number(other.start - one.start) + ended - began,
    segmentsBetween,
    bytes: { client: bytes[0], server: bytes[1] },
    seq: null,
    ack: null,
    acked: null,
  }
}

/** The first position of a flow whose segment has at least this index. */
function from({ segment, count }: FlowRows, index: number): number {
  let low = 0
  let high = count
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((segment[middle] ?? 0) < index) low = middle + 1
    else high = middle
  }
  return low
}
