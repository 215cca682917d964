/**
 * Segments of each flow while more come in, and which flows got some: the core's own index is made when reading is over.
 * Every segment points to the one before it of the same flow, which costs 4 bytes a segment and one pass.
 */
import {
  COLUMN_FLAGS,
  COLUMN_FLOW,
  Flag,
  FREE_ROW,
  NO_SEGMENT,
  PAGE_ROWS,
  SEGMENTS_PER_PAGE,
} from '../../contracts/abi'
import type { Core, SegmentLists } from '../core'
import { FlowSet } from './flowSet'

const PAGE_SHIFT = Math.log2(SEGMENTS_PER_PAGE)
const ROW_MASK = SEGMENTS_PER_PAGE - 1
/** Segment numbers kept as lists of the flows that were asked for last: 32 MiB. */
const LISTED_AT_MOST = 8 << 20

/** Segments that open or end a connection. */
const TURNS = Flag.SYN | Flag.FIN | Flag.RST

interface Listed {
  readonly segments: Uint32Array
  readonly count: number
}

export class FlowChains implements SegmentLists {
  /** Flows that got segments since they were taken out. */
  readonly changed = new FlowSet()
  /** By page, by row: the flow's segment before; NO_SEGMENT: none. */
  private readonly before: Uint32Array[] = []
  /** By flow: its newest segment. */
  private newest = new Uint32Array(SEGMENTS_PER_PAGE)
  /** Segments below this index are linked. */
  private seen = 0
  private hasTurned = false
  private readonly lists = new Map<number, Listed>()
  private listed = 0

  constructor(private readonly core: Core) {}

  /** Takes in what the core has read since. */
  advance(): void {
    const limit = this.core.segmentLimit()
    if (limit === this.seen) return
    this.makeRoom(this.core.flowCount())
    for (let page = this.seen >>> PAGE_SHIFT; page <= (limit - 1) >>> PAGE_SHIFT; page += 1) this.link(page)
    this.seen = limit
  }

  /** Whether a connection was opened or ended since this was asked last. */
  takeTurn(): boolean {
    const { hasTurned } = this
    this.hasTurned = false
    return hasTurned
  }

  /** A flow's segment indexes, ascending; valid until the next call. */
  of(flow: number): Uint32Array {
    this.advance()
    const newest = this.newest[flow] ?? NO_SEGMENT
    const known = this.lists.get(flow)
    if (known !== undefined && known.segments[known.count - 1] === newest) {
      return known.segments.subarray(0, known.count)
    }
    const list = this.extended(known ?? { segments: new Uint32Array(0), count: 0 }, newest)
    this.keep(flow, list, known)
    return list.segments.subarray(0, list.count)
  }

  private makeRoom(flows: number): void {
    if (flows <= this.newest.length) return
    const roomier = new Uint32Array(Math.max(flows, this.newest.length * 2))
    roomier.set(this.newest)
    this.newest = roomier
  }

  private link(page: number): void {
    const base = page * SEGMENTS_PER_PAGE
    const pointer = this.core.pagePointer(page)
    const { u16, u32 } = this.core.views
    const column = (pointer + COLUMN_FLOW) >>> 2
    const flags = (pointer + COLUMN_FLAGS) >>> 1
    const rows = u32[(pointer + PAGE_ROWS) >>> 2] as number
    const before = this.before[page] ?? new Uint32Array(SEGMENTS_PER_PAGE)
    this.before[page] = before
    for (let row = Math.max(0, this.seen - base); row < rows; row += 1) {
      const owner = u32[column + row] as number
      if (owner === FREE_ROW) continue
      const flow = owner >>> 1
      const last = this.newest[flow] as number
      // 0 says "none yet", but of flow 0: that has segment 0, since flows are numbered by their first segments.
      const hasNone = last === 0 && (flow !== 0 || base + row === 0)
      before[row] = hasNone ? NO_SEGMENT : last
      this.newest[flow] = base + row
      this.changed.add(flow)
      if (((u16[flags + row] as number) & TURNS) !== 0) this.hasTurned = true
    }
  }

  /** What is known of a flow's list, and the segments that came since. */
  private extended(known: Listed, newest: number): Listed {
    const stop = known.count === 0 ? NO_SEGMENT : (known.segments[known.count - 1] as number)
    let added = 0
    for (let index = newest; index !== stop && index !== NO_SEGMENT; index = this.segmentBefore(index)) added += 1
    const count = known.count + added
    let { segments } = known
    if (count > segments.length) {
      segments = new Uint32Array(known.count === 0 ? count : count * 2)
      segments.set(known.segments.subarray(0, known.count))
    }
    let index = newest
    for (let place = count - 1; place >= known.count; place -= 1) {
      segments[place] = index
      index = this.segmentBefore(index)
    }
    return { segments, count }
  }

  private segmentBefore(index: number): number {
    return (this.before[index >>> PAGE_SHIFT] as Uint32Array)[index & ROW_MASK] as number
  }

  private keep(flow: number, list: Listed, known: Listed | undefined): void {
    this.listed += list.segments.length - (known?.segments.length ?? 0)
    this.lists.delete(flow)
    this.lists.set(flow, list)
    for (const [oldest, { segments }] of this.lists) {
      if (this.listed <= LISTED_AT_MOST || oldest === flow) return
      this.lists.delete(oldest)
      this.listed -= segments.length
    }
  }
}
