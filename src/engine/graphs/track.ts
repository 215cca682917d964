/** A flow's columns as graphs read them: one direction sends, and time never runs backwards. */
import { SEGMENT_DUPLICATE } from '../../contracts/abi'
import type { FlowRows, SideIndex } from '../ladder/flowRows'

export interface Track {
  readonly rows: FlowRows
  readonly sender: SideIndex
  /** As `rows.time`; where the clock went backwards, the latest time so far. */
  readonly time: Float64Array
}

export function trackOf(rows: FlowRows, sender: SideIndex): Track {
  return { rows, sender, time: ascending(rows) }
}

/** The same frame captured twice is one point. */
export const isTwice = ({ rows }: Track, position: number): boolean =>
  ((rows.flags[position] as number) & SEGMENT_DUPLICATE) !== 0

function ascending({ time, count }: FlowRows): Float64Array {
  let latest = Number.NEGATIVE_INFINITY
  for (let i = 0; i < count; i += 1) {
    const now = time[i] as number
    if (now < latest) return withoutSteps(time)
    latest = now
  }
  return time
}

function withoutSteps(time: Float64Array): Float64Array {
  let latest = Number.NEGATIVE_INFINITY
  return time.map((now) => {
    latest = Math.max(latest, now)
    return latest
  })
}
