/** How time runs along a flow, for a ladder drawn to scale. */
import { Flag } from '../../contracts/abi'
import type { AxisBreak, LadderAxis } from '../../contracts/ladder'
import type { FlowId } from '../../contracts/units'
import { type FlowRows, hasFlag, positionOfSegment, senderOf } from './flowRows'
import type { LadderPlan } from './plan'
import { gapBefore } from './quiet'

/** More breaks than these are not drawn as breaks. */
const MOST_BREAKS = 500
/** Answers looked at for the shortest, spread over the flow, besides those of its beginning. */
const SAMPLES = 4096
const BEGINNING = 64

/** The axis of a plan's flow. */
export function axisOf({ flow, threshold, endings }: LadderPlan, id: FlowId): LadderAxis {
  return {
    flow: id,
    span: flow.time[flow.count - 1] ?? 0,
    breaks: breaksOf(flow, threshold),
    delays: delaysOf(flow),
    endings: endings.length,
  }
}

/** Every pause of at least `threshold`, whatever passes as a reason for it: to scale it is only empty. */
function breaksOf(flow: FlowRows, threshold: number): AxisBreak[] {
  const [from, to]: [number[], number[]] = [[], []]
  for (let position = 1; position < flow.count; position++) {
    if (gapBefore(flow, position) < threshold) continue
    from.push(flow.time[position - 1] ?? 0)
    to.push(flow.time[position] ?? 0)
  }
  return longestBreaks(from, to)
}

/** The longest of the pauses between these moments, ascending. */
export function longestBreaks(from: readonly number[], to: readonly number[]): AxisBreak[] {
  const length = (place: number) => (to[place] ?? 0) - (from[place] ?? 0)
  const places = Array.from(from, (_, place) => place)
  if (places.length > MOST_BREAKS) {
    places.sort((one, other) => length(other) - length(one)).length = MOST_BREAKS
    places.sort((one, other) => one - other)
  }
  return places.map((place) => ({ from: from[place] ?? 0, to: to[place] ?? 0 }))
}

/**
 * One-way delays between the capture and both ends: half of the shortest answer that came from there. The shortest,
 * since a longer one holds the time that the end took; null where either end never answered.
 */
export function delaysOf(flow: FlowRows): LadderAxis['delays'] {
  const shortest: [number, number] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]
  const step = Math.max(1, Math.floor(flow.count / SAMPLES))
  for (let position = 1; position < flow.count; position += position < BEGINNING ? 1 : step) {
    if (!hasFlag(flow, position, Flag.ACK)) continue
    const acked = positionOfSegment(flow, flow.acks[position] ?? 0)
    if (acked < 0) continue
    const side = senderOf(flow, position)
    const took = (flow.time[position] ?? 0) - (flow.time[acked] ?? 0)
    if (took >= 0 && took < shortest[side]) shortest[side] = took
  }
  const [client, server] = shortest
  return Number.isFinite(client) && Number.isFinite(server) ? { client: client / 2, server: server / 2 } : null
}
