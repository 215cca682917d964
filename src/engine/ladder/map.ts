/** The whole ladder in as many steps as a strip beside it has pixels: how dense, and where something happened. */
import { Analysis, Flag } from '../../contracts/abi'
import { MAP_LOSS, MAP_RESET, MAP_ZERO_WINDOW } from '../../contracts/ladder'
import { type FlowRows, hasAnalysis, hasFlag } from './flowRows'
import type { LadderPlan } from './plan'

export interface MapSteps {
  readonly segments: number[]
  readonly events: number[]
}

const LOSS = Analysis.RETRANSMISSION | Analysis.LOST_SEGMENT | Analysis.ACK_LOST_SEGMENT

/** Steps of equal numbers of rows; no more steps than rows. */
export function mapByRow(plan: LadderPlan, steps: number): MapSteps {
  const { list, flow } = plan
  const count = Math.min(steps, list.size)
  const result = emptySteps(count)
  for (let step = 0; step < count; step++) {
    const from = list.first[Math.floor((step * list.size) / count)] ?? flow.count
    const next = Math.floor(((step + 1) * list.size) / count)
    const to = next < list.size ? (list.first[next] ?? flow.count) : flow.count
    for (let position = from; position < to; position++) add(flow, position, result, step)
  }
  return result
}

/** Steps between consecutive moments, nanoseconds since the first segment, ascending. */
export function mapByTime({ flow }: LadderPlan, edges: readonly number[]): MapSteps {
  const result = emptySteps(Math.max(0, edges.length - 1))
  addByTime(flow, edges, 0, result)
  return result
}

/** Adds a flow that begins `shift` nanoseconds after the zero of the edges. */
export function addByTime(flow: FlowRows, edges: readonly number[], shift: number, result: MapSteps): void {
  const count = result.segments.length
  let step = 0
  for (let position = 0; position < flow.count && count > 0; position++) {
    const time = shift + (flow.time[position] ?? 0)
    while (step < count - 1 && time >= (edges[step + 1] ?? 0)) step++
    add(flow, position, result, step)
  }
}

export const emptySteps = (count: number): MapSteps => ({
  segments: new Array<number>(count).fill(0),
  events: new Array<number>(count).fill(0),
})

export function add(flow: FlowRows, position: number, { segments, events }: MapSteps, step: number): void {
  segments[step] = (segments[step] ?? 0) + 1
  const bits = eventBits(flow, position)
  if (bits !== 0) events[step] = (events[step] ?? 0) | bits
}

function eventBits(flow: FlowRows, position: number): number {
  const flags = flow.flags[position] ?? 0
  if ((flags & Flag.RST) !== 0) return MAP_RESET
  const loss = hasAnalysis(flow, position, LOSS) ? MAP_LOSS : 0
  const isShut = flow.window[position] === 0 && !hasFlag(flow, position, Flag.SYN | Flag.FIN)
  return loss | (isShut ? MAP_ZERO_WINDOW : 0)
}
