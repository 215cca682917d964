/** Reads the columns of segments in the core's memory. */
import {
  COLUMN_ACK,
  COLUMN_ANALYSIS,
  COLUMN_FLAGS,
  COLUMN_FLOW,
  COLUMN_FRAME,
  COLUMN_LENGTH,
  COLUMN_OFFSET,
  COLUMN_SEQ,
  COLUMN_TIME,
  COLUMN_WINDOW,
  FLAGS_MASK,
  LENGTH_HIGH_SHIFT,
  PAGE_BASE_FRAME,
  PAGE_BASE_OFFSET,
  SEGMENT_CUT,
  SEGMENT_DUPLICATE,
  SEGMENT_MALFORMED,
  SEGMENT_TOO_OLD,
  SEGMENTS_PER_PAGE,
} from '../contracts/abi'
import { type FrameNumber, frameNumber } from '../contracts/units'
import type { Core } from './core'

const TWO_32 = 4294967296
const LENGTH_HIGH_MASK = 0xf

/**
 * A cursor over segments: `at(index)` moves it and returns it, the getters read. It allocates nothing, so one cursor
 * serves a whole loop; a second segment beside the first needs a second cursor.
 */
export class SegmentRecord {
  /** Segment index that the cursor is at. */
  index = 0
  private page = 0
  private row = 0

  constructor(private readonly core: Core) {}

  at(index: number): this {
    this.index = index
    this.page = this.core.pagePointer(Math.floor(index / SEGMENTS_PER_PAGE))
    this.row = index & (SEGMENTS_PER_PAGE - 1)
    return this
  }

  private u32(column: number): number {
    return this.core.views.u32[((this.page + column) >>> 2) + this.row] as number
  }

  private u16(column: number): number {
    return this.core.views.u16[((this.page + column) >>> 1) + this.row] as number
  }

  /** Nanoseconds since the epoch. */
  get time(): bigint {
    return this.core.time(this.page + COLUMN_TIME + 8 * this.row)
  }

  /** Pointer to the u64 time, for loops that must not make a bigint a row; see TimeReader. */
  get timePointer(): number {
    return this.page + COLUMN_TIME + 8 * this.row
  }

  get flow(): number {
    return this.u32(COLUMN_FLOW) >>> 1
  }

  /** 0: sent by endpoint A, 1: by endpoint B. */
  get sender(): 0 | 1 {
    return (this.u32(COLUMN_FLOW) & 1) as 0 | 1
  }

  /** Sequence number as on the wire. */
  get seq(): number {
    return this.u32(COLUMN_SEQ)
  }

  /** Acknowledgment number as on the wire; means something only with the ACK flag. */
  get ack(): number {
    return this.u32(COLUMN_ACK)
  }

  /** Where the frame's record begins in the file. */
  get offset(): number {
    return this.core.u64(this.page + PAGE_BASE_OFFSET) + this.u32(COLUMN_OFFSET)
  }

  get frame(): FrameNumber {
    const base = this.core.views.u32[(this.page + PAGE_BASE_FRAME) >>> 2] as number
    return frameNumber(base + this.u16(COLUMN_FRAME))
  }

  /** Window field as on the wire, not scaled. */
  get windowField(): number {
    return this.u16(COLUMN_WINDOW)
  }

  /** Payload bytes by the IP header. */
  get length(): number {
    return this.u16(COLUMN_LENGTH) + ((this.u16(COLUMN_FLAGS) >>> LENGTH_HIGH_SHIFT) & LENGTH_HIGH_MASK) * 0x10000
  }

  /** Control bits: Flag. */
  get flags(): number {
    return this.u16(COLUMN_FLAGS) & FLAGS_MASK
  }

  /** The capture cut the frame before the end of its TCP header or payload. */
  get isCut(): boolean {
    return (this.u16(COLUMN_FLAGS) & SEGMENT_CUT) !== 0
  }

  get isMalformed(): boolean {
    return (this.u16(COLUMN_FLAGS) & SEGMENT_MALFORMED) !== 0
  }

  /** The same frame was captured before. */
  get isDuplicate(): boolean {
    return (this.u16(COLUMN_FLAGS) & SEGMENT_DUPLICATE) !== 0
  }

  /** Set of Analysis. */
  get analysis(): number {
    return this.u16(COLUMN_ANALYSIS) & ~SEGMENT_TOO_OLD
  }

  /** Its receiver drops it for its timestamp (PAWS). */
  get isTooOld(): boolean {
    return (this.u16(COLUMN_ANALYSIS) & SEGMENT_TOO_OLD) !== 0
  }

  /** Nanoseconds from an earlier segment to this one; exact below 104 days. */
  nanosecondsSince(earlier: SegmentRecord): number {
    const { u32 } = this.core.views
    const here = this.timePointer >>> 2
    const there = earlier.timePointer >>> 2
    const high = (u32[here + 1] as number) - (u32[there + 1] as number)
    return high * TWO_32 + ((u32[here] as number) - (u32[there] as number))
  }
}
