/** How long a side waits before it sends again: RFC 6298 from the flow's own round trips, else its first value. */
import { Analysis } from '../../../contracts/abi'
import { hasAnalysis, otherSide, positionOfSegment, type SideIndex, senderOf } from '../../ladder/flowRows'
import type { ExplainedFlow } from '../explained'

const SECOND_NS = 1e9
/** RFC 6298 §2: initial value, weights, and factor of the variance. */
const FIRST_NS = SECOND_NS
const ALPHA = 1 / 8
const BETA = 1 / 4
const K = 4
/** Segments before the lost one whose round trips count: those before have no weight left. */
const REACH = 20_000

export interface Rto {
  readonly ns: number
  /** Round trips it rests on; 0: the value of RFC 6298 before any. */
  readonly samples: number
}

/** The retransmission timeout of `side` as it was before `position`. */
export function rtoOf({ rows, timers }: ExplainedFlow, side: SideIndex, position: number): Rto {
  let smoothed = 0
  let variance = 0
  let samples = 0
  for (let at = Math.max(0, position - REACH); at < position; at++) {
    if (senderOf(rows, at) === side) continue
    const acked = positionOfSegment(rows, rows.acks[at] ?? 0)
    // Karn: what was sent twice tells no round trip.
    if (acked < 0 || senderOf(rows, acked) !== side || hasAnalysis(rows, acked, Analysis.RETRANSMISSION)) continue
    const sample = (rows.time[at] ?? 0) - (rows.time[acked] ?? 0)
    if (sample < 0) continue
    variance = samples === 0 ? sample / 2 : (1 - BETA) * variance + BETA * Math.abs(smoothed - sample)
    smoothed = samples === 0 ? sample : (1 - ALPHA) * smoothed + ALPHA * sample
    samples += 1
  }
  const { rtoMin, rtoMax } = timers[side]
  const wanted = samples === 0 ? FIRST_NS : smoothed + K * variance
  return { ns: Math.min(Math.max(wanted, rtoMin * SECOND_NS), rtoMax * SECOND_NS), samples }
}

/** Answers looked at for the shortest. */
const ANSWERS = 2000
const SHORTEST_NS = 1e5

/** How long a side takes to answer, as the capture sees it: its shortest answer around `position`. */
export function lagOf({ rows }: ExplainedFlow, side: SideIndex, position: number): number {
  let shortest = Number.POSITIVE_INFINITY
  const until = Math.min(rows.count, position + ANSWERS)
  for (let at = Math.max(0, position - ANSWERS); at < until; at++) {
    if (senderOf(rows, at) !== side) continue
    const acked = positionOfSegment(rows, rows.acks[at] ?? 0)
    if (acked < 0 || senderOf(rows, acked) !== otherSide(side)) continue
    const took = (rows.time[at] ?? 0) - (rows.time[acked] ?? 0)
    if (took >= 0 && took < shortest) shortest = took
  }
  return Number.isFinite(shortest) ? Math.max(shortest, SHORTEST_NS) : SHORTEST_NS
}
