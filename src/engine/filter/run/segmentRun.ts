/** A filter over all segments of a capture, a slice at a time. */
import { SEGMENTS_PER_PAGE } from '../../../contracts/abi'
import { Level } from '../fields/field'
import type { Node } from '../node'
import { type Mask, pageAt, pageRun, wantedRows } from './pageRun'
import type { Row } from './row'

/** Rows between two looks at the clock, where packets are read for them. */
const PACKETS_A_SLICE = 128
/** Replaying a flow may take the time of many rows. */
const ROWS_A_SLICE = 1024

const sliceOf = (level: Level): number =>
  level === Level.PACKET ? PACKETS_A_SLICE : level === Level.REPLAY ? ROWS_A_SLICE : SEGMENTS_PER_PAGE

/** What is told of the rows that passed, slice by slice: indexes `first` plus where `mask` is 1. */
export type Passed = (first: number, rows: number, mask: Mask) => void

export class SegmentRun {
  private next = 0
  private readonly limit: number
  private readonly slice: number
  private readonly run: ReturnType<typeof pageRun>
  private readonly wanted: Mask = new Uint8Array(SEGMENTS_PER_PAGE)
  private readonly out: Mask = new Uint8Array(SEGMENTS_PER_PAGE)

  /**
   * @param passed called for each slice.
   * @param narrow takes rows out that need not be looked at; of a page, by its number of rows.
   */
  constructor(
    node: Node,
    private readonly row: Row,
    private readonly passed: Passed,
    private readonly narrow: (first: number, rows: number, wanted: Mask) => void = () => undefined,
  ) {
    this.limit = row.core.segmentLimit()
    this.slice = sliceOf(node.level)
    this.run = pageRun(node, row)
  }

  /** Part of the work that is done. */
  get share(): number {
    return this.limit === 0 ? 1 : this.next / this.limit
  }

  /** Goes on for about so many milliseconds. @returns whether all is done. */
  advance(milliseconds: number): boolean {
    const until = performance.now() + milliseconds
    while (this.next < this.limit) {
      this.step()
      if (performance.now() >= until) break
    }
    return this.next >= this.limit
  }

  private step(): void {
    const number = Math.floor(this.next / SEGMENTS_PER_PAGE)
    const page = pageAt(this.row, number)
    const from = this.next - page.first
    const to = Math.min(from + this.slice, SEGMENTS_PER_PAGE)
    wantedRows(page, from, to, this.wanted)
    this.narrow(page.first, page.rows, this.wanted)
    this.run(page, this.wanted, this.out)
    this.passed(page.first, page.rows, this.out)
    this.next = Math.min(page.first + to, this.limit)
  }
}
