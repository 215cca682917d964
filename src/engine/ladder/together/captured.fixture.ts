/** Flows of one capture, for tests of ladders that are planned together. */
import { PROFILES } from '../../profiles/index'
import type { FlowRows } from '../flowRows'

const LINUX = PROFILES.linux

/** Flows of one capture: segments get the indexes and frames that the order of their times gives them. */
export function captured(...flows: readonly FlowRows[]) {
  const order = flows
    .flatMap((flow, place) => Array.from({ length: flow.count }, (_, at) => ({ place, at, time: flow.time[at] ?? 0 })))
    .sort((one, other) => one.time - other.time || one.place - other.place)
  const found = flows.map((flow) => ({
    ...flow,
    segment: new Uint32Array(flow.count),
    frame: new Uint32Array(flow.count),
  }))
  order.forEach(({ place, at }, index) => {
    const flow = found[place]
    if (flow === undefined) return
    flow.segment[at] = index
    flow.frame[at] = index + 1
  })
  // A flow's own times begin with it.
  return found.map((flow) => {
    const shift = flow.time[0] ?? 0
    const { start, captureEnd } = flow
    const time = flow.time.map((at) => at - shift)
    return {
      rows: { ...flow, time, start: start + BigInt(shift), captureEnd: captureEnd - shift },
      timers: [LINUX, LINUX] as const,
    }
  })
}

/** Lines of a flow, so many seconds later. */
export const at = (seconds: number, lines: readonly string[]) =>
  lines.map((line) => line.replace(/^[\d.]+/, (time) => (Number(time) + seconds).toFixed(3)))
