/** What other segments say of bytes that the stream holds: the same, mostly; else a conflict. */
import type { FollowConflict } from '../../contracts/follow'
import { frameNumber, segmentIndex } from '../../contracts/units'
import type { FlowRows } from '../ladder/flowRows'
import type { Repeats } from './assemble'
import type { Payloads } from './payloads'
import type { StreamBytes } from './sideStream'

/** Segments compared for one chunk at most: who sends the same thousands of times says nothing new. */
const COMPARED_AT_MOST = 256
/** Bytes of a conflicting segment that are shown. */
const SHOWN = 64

export class Repeated {
  /** Indexes into `repeats`, by offset. */
  private readonly order: Uint32Array
  private readonly longest: number

  constructor(
    private readonly rows: FlowRows,
    private readonly repeats: Repeats,
    private readonly payloads: Payloads,
  ) {
    const { offset, position } = repeats
    this.order = Uint32Array.from({ length: offset.length }, (_, index) => index)
    this.order.sort((a, b) => offset.at(a) - offset.at(b) || a - b)
    let longest = 0
    for (let index = 0; index < position.length; index++)
      longest = Math.max(longest, rows.length[position.at(index)] ?? 0)
    this.longest = longest
  }

  /**
   * Compares what came again with bytes of the stream. Bytes that the capture cut off are taken from where they came
   * again: `found` is filled.
   *
   * @param offset of the bytes in the stream.
   */
  compare(offset: number, found: StreamBytes): FollowConflict[] {
    const conflicts: FollowConflict[] = []
    const end = offset + found.bytes.length
    let compared = 0
    for (let at = this.firstFrom(offset - this.longest); at < this.order.length; at++) {
      const index = this.order[at] ?? 0
      const start = this.repeats.offset.at(index)
      if (start >= end || compared >= COMPARED_AT_MOST) break
      const position = this.repeats.position.at(index)
      if (start + (this.rows.length[position] ?? 0) <= offset) continue
      compared += 1
      const conflict = this.compareOne(start - offset, position, found)
      if (conflict !== null) conflicts.push(conflict)
    }
    return conflicts
  }

  /** @param start of the segment's payload within the bytes; may be below 0. */
  private compareOne(start: number, position: number, { bytes, isThere }: StreamBytes): FollowConflict | null {
    const payload = this.payloads.of(this.rows, position)
    let first = -1
    let last = -1
    const end = Math.min(bytes.length, start + payload.length)
    for (let at = Math.max(0, start); at < end; at++) {
      const said = payload[at - start] ?? 0
      if (isThere[at] === 0) {
        bytes[at] = said
        isThere[at] = 1
      } else if (bytes[at] !== said) {
        if (first < 0) first = at
        last = at
      }
    }
    if (first < 0) return null
    const length = last - first + 1
    return {
      at: first,
      length,
      segment: segmentIndex(this.rows.segment[position] ?? 0),
      frame: frameNumber(this.rows.frame[position] ?? 0),
      other: payload.slice(first - start, first - start + Math.min(length, SHOWN)),
    }
  }

  private firstFrom(offset: number): number {
    let low = 0
    let high = this.order.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if (this.repeats.offset.at(this.order[middle] ?? 0) < offset) low = middle + 1
      else high = middle
    }
    return low
  }
}
