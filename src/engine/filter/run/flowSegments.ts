/** Which segments of one flow pass a filter, a portion at a time. */
import type { Node } from '../node'
import { holdsAt } from './holds'
import { type Filtered, Row } from './row'

/** Segments between two looks at the clock. */
const PORTION = 64

export class FlowSegments {
  /** Places of those found so far among the flow's segments, ascending. */
  readonly passed: number[] = []
  private readonly row: Row
  private next = 0

  /** @param segments indexes, ascending. */
  constructor(
    private readonly node: Node,
    capture: Filtered,
    private segments: Uint32Array,
  ) {
    this.row = new Row(capture)
  }

  get share(): number {
    return this.segments.length === 0 ? 1 : this.next / this.segments.length
  }

  /** The flow has come to more segments; those before stay what they are. */
  extend(segments: Uint32Array): void {
    this.segments = segments
  }

  advance(milliseconds: number): void {
    const until = performance.now() + milliseconds
    while (this.next < this.segments.length) {
      const end = Math.min(this.next + PORTION, this.segments.length)
      for (; this.next < end; this.next += 1) {
        const index = this.segments[this.next] as number
        if (holdsAt(this.node, this.row.atSegment(index))) this.passed.push(this.next)
      }
      if (performance.now() >= until) return
    }
  }
}
