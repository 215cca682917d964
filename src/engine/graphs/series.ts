/** Points of a graph before they are decimated: positions in the flow's columns, and values. */
import type { GraphRole, GraphShape } from '../../contracts/graphs'

/** Stands for no position: a point that no single segment makes. */
export const NO_POSITION = 0xffffffff
const FIRST_POINTS = 256

/** Points of one role, in order of time. */
export interface Series {
  readonly role: GraphRole
  readonly shape: GraphShape
  /** Points filled; the columns may be longer. */
  readonly count: number
  readonly time: Float64Array
  readonly low: Float64Array
  /** Only of bars. */
  readonly high: Float64Array | null
  readonly position: Uint32Array
}

/** A series that grows. */
export class Points implements Series {
  count = 0
  time: Float64Array
  low: Float64Array
  high: Float64Array | null
  position: Uint32Array

  constructor(
    readonly role: GraphRole,
    readonly shape: GraphShape,
    room = FIRST_POINTS,
  ) {
    this.time = new Float64Array(room)
    this.low = new Float64Array(room)
    this.high = shape === 'bars' ? new Float64Array(room) : null
    this.position = new Uint32Array(room)
  }

  add(time: number, position: number, low: number, high = low): void {
    if (this.count === this.position.length) this.grow()
    const at = this.count
    this.time[at] = time
    this.low[at] = low
    if (this.high) this.high[at] = high
    this.position[at] = position
    this.count = at + 1
  }

  private grow(): void {
    const room = 2 * Math.max(1, this.count)
    this.time = larger(this.time, room)
    this.low = larger(this.low, room)
    this.high &&= larger(this.high, room)
    const position = new Uint32Array(room)
    position.set(this.position)
    this.position = position
  }
}

function larger(values: Float64Array, room: number): Float64Array {
  const fresh = new Float64Array(room)
  fresh.set(values)
  return fresh
}

/** The first point at `time` or later. */
export function pointFrom({ time, count }: Series, wanted: number): number {
  let low = 0
  let high = count
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((time[middle] as number) < wanted) low = middle + 1
    else high = middle
  }
  return low
}
