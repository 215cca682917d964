/** One side's stream, read anywhere: only the segments that hold what is asked for are read from the capture. */
import type { FlowRows, SideIndex } from '../ladder/flowRows'
import { PieceBit, type Pieces } from './assemble'
import { words } from './columns'
import type { Payloads } from './payloads'

/** Bytes of a stream, and where they came from. */
export interface StreamBytes {
  readonly bytes: Uint8Array
  /** 1: the byte was captured. */
  readonly isThere: Uint8Array
  readonly parts: readonly { readonly at: number; readonly length: number; readonly position: number }[]
}

export class SideStream {
  /** Data pieces of this side; their offsets ascend. */
  private readonly list = words()
  /** Offset after the last byte. */
  readonly end: number
  /** Bytes without gaps. */
  readonly bytes: number
  readonly gaps: { readonly count: number; readonly bytes: number }

  constructor(
    readonly side: SideIndex,
    private readonly rows: FlowRows,
    private readonly pieces: Pieces,
    private readonly payloads: Payloads,
  ) {
    let end = 0
    let bytes = 0
    const gaps = { count: 0, bytes: 0 }
    for (let piece = 0; piece < pieces.bits.length; piece++) {
      const bits = pieces.bits.at(piece)
      if ((bits & PieceBit.SERVER) !== side) continue
      const length = pieces.length.at(piece)
      if ((bits & PieceBit.GAP) === 0) {
        this.list.push(piece)
        bytes += length
        end = pieces.offset.at(piece) + length
      } else {
        gaps.count += 1
        gaps.bytes += length
      }
    }
    this.end = end
    this.bytes = bytes
    this.gaps = gaps
  }

  /** Up to `length` bytes from `offset`; fewer before a gap and at the end. Bytes that weren't captured are 0. */
  read(offset: number, length: number): StreamBytes {
    const bytes = new Uint8Array(length)
    const isThere = new Uint8Array(length)
    const parts: { at: number; length: number; position: number }[] = []
    let done = 0
    for (let index = this.after(offset); index < this.list.length && done < length; index++) {
      const piece = this.list.at(index)
      const from = this.pieces.offset.at(piece)
      if (from > offset + done) break
      const inPiece = offset + done - from
      const taken = Math.min(this.pieces.length.at(piece) - inPiece, length - done)
      const position = this.pieces.position.at(piece)
      const skip = this.pieces.skip.at(piece) + inPiece
      const found = this.payloads.of(this.rows, position).subarray(skip, skip + taken)
      bytes.set(found, done)
      isThere.fill(1, done, done + found.length)
      parts.push({ at: done, length: taken, position })
      done += taken
    }
    return { bytes: bytes.subarray(0, done), isThere: isThere.subarray(0, done), parts }
  }

  /** The bytes from `offset` on that were captured without a break, at most `length`. */
  captured(offset: number, length: number): Uint8Array {
    const { bytes, isThere } = this.read(offset, length)
    const missing = isThere.indexOf(0)
    return missing < 0 ? bytes : bytes.subarray(0, missing)
  }

  /** Position in the flow's rows of the segment that brought a byte; null: it is missing. */
  positionAt(offset: number): number | null {
    const index = this.after(offset)
    if (index >= this.list.length) return null
    const piece = this.list.at(index)
    return this.pieces.offset.at(piece) <= offset ? this.pieces.position.at(piece) : null
  }

  /** Offset of the first byte after `offset` that no gap holds; null: there is none. */
  afterGap(offset: number): number | null {
    const index = this.after(offset)
    return index < this.list.length ? Math.max(offset, this.pieces.offset.at(this.list.at(index))) : null
  }

  /** Index of the first piece that ends after `offset`. */
  private after(offset: number): number {
    let low = 0
    let high = this.list.length
    while (low < high) {
      const middle = (low + high) >>> 1
      const piece = this.list.at(middle)
      if (this.pieces.offset.at(piece) + this.pieces.length.at(piece) <= offset) low = middle + 1
      else high = middle
    }
    return low
  }
}
