/** A flow as a conversation: its chunks, read when they are asked for. */
import type { FollowChunk, FollowDirection, FollowPart } from '../../contracts/follow'
import { frameNumber, segmentIndex } from '../../contracts/units'
import { CLIENT, type FlowRows, SERVER, type SideIndex, sideName } from '../ladder/flowRows'
import { type Assembled, assemble, PieceBit } from './assemble'
import { type Chunks, cutChunks, goesOn, offsetOfChunk } from './chunks'
import type { Payloads } from './payloads'
import { Repeated } from './repeated'
import { SideStream, type StreamBytes } from './sideStream'

/** A chunk ends with a line where one ends within so many bytes of the next chunk. */
const LINE_REACH = 512
const LINE_FEED = 0x0a
/** Bytes of a UTF-8 sequence after its first. */
const isContinuation = (byte: number | undefined): boolean => byte !== undefined && (byte & 0xc0) === 0x80
const CONTINUATIONS_AT_MOST = 3

export class Followed {
  readonly streams: readonly [SideStream, SideStream]
  private readonly assembled: Assembled
  private readonly repeated: readonly [Repeated, Repeated]
  private readonly cut = new Map<FollowDirection, Chunks>()

  constructor(
    readonly rows: FlowRows,
    payloads: Payloads,
  ) {
    this.assembled = assemble(rows)
    const { pieces, repeats } = this.assembled
    const stream = (side: SideIndex) => new SideStream(side, rows, pieces, payloads)
    const again = (side: SideIndex) => new Repeated(rows, repeats[side], payloads)
    this.streams = [stream(CLIENT), stream(SERVER)]
    this.repeated = [again(CLIENT), again(SERVER)]
  }

  chunks(direction: FollowDirection): Chunks {
    const known = this.cut.get(direction)
    if (known !== undefined) return known
    const chunks = cutChunks(this.assembled.pieces, direction)
    this.cut.set(direction, chunks)
    return chunks
  }

  /** @param chunk below the number of chunks of this direction. */
  read(direction: FollowDirection, chunk: number): FollowChunk {
    const chunks = this.chunks(direction)
    const { pieces } = this.assembled
    const bits = pieces.bits.at(chunks.piece.at(chunk))
    const side = sideOf(bits)
    const turn = chunks.turn.at(chunk)
    const base = {
      chunk,
      from: sideName(side),
      turn,
      startsTurn: chunk === 0 || chunks.turn.at(chunk - 1) !== turn,
      isUnacknowledged: (bits & PieceBit.UNACKNOWLEDGED) !== 0,
    }
    const { offset, length } = this.place(direction, chunk)
    if ((bits & PieceBit.GAP) !== 0) return { ...base, kind: 'gap', offset, length }
    const found = this.streams[side].read(offset, length)
    const conflicts = this.repeated[side].compare(offset, found)
    const missing = missingIn(found.isThere)
    return { ...base, kind: 'data', offset, bytes: found.bytes, parts: this.partsOf(found), conflicts, missing }
  }

  isGap(direction: FollowDirection, chunk: number): boolean {
    return (this.assembled.pieces.bits.at(this.chunks(direction).piece.at(chunk)) & PieceBit.GAP) !== 0
  }

  /** Where a chunk is in its side's stream: chunks end with lines, as far as these are short. */
  place(direction: FollowDirection, chunk: number): { side: SideIndex; offset: number; length: number } {
    const chunks = this.chunks(direction)
    const { pieces } = this.assembled
    const side = sideOf(pieces.bits.at(chunks.piece.at(chunk)))
    const lent = this.lent(direction, chunk)
    const length = chunks.length.at(chunk) - lent + this.lent(direction, chunk + 1)
    return { side, offset: offsetOfChunk(pieces, chunks, chunk) + lent, length }
  }

  /** The chunk that shows a byte of a stream, or else what comes after it; null: nothing does. */
  chunkAt(direction: FollowDirection, side: SideIndex, offset: number): number | null {
    const chunks = this.chunks(direction)
    let found: number | null = null
    // Chunks of one side ascend, those of both are told in turns.
    for (let chunk = this.nearTo(direction, side, offset); chunk < chunks.count; chunk++) {
      if (sideOf(this.assembled.pieces.bits.at(chunks.piece.at(chunk))) !== side) continue
      const place = this.place(direction, chunk)
      if (place.offset + place.length <= offset) continue
      found = chunk
      break
    }
    return found
  }

  /** Where in its side's stream a segment's data begins. */
  offsetOf(position: number, side: SideIndex): number {
    return (this.rows.seq[position] ?? 0) - this.assembled.start[side]
  }

  /** A chunk of this side that is shown before the byte, so that few are to be looked at. */
  private nearTo(direction: FollowDirection, side: SideIndex, offset: number): number {
    const chunks = this.chunks(direction)
    const { pieces } = this.assembled
    let low = 0
    let high = chunks.count
    while (low < high) {
      const middle = (low + high) >>> 1
      let own = middle
      while (own < high && sideOf(pieces.bits.at(chunks.piece.at(own))) !== side) own++
      if (own < high && offsetOfChunk(pieces, chunks, own) + chunks.length.at(own) <= offset) low = own + 1
      else high = middle
    }
    return Math.max(0, low - 1)
  }

  /** Bytes of a chunk that the one before it shows. */
  private lent(direction: FollowDirection, chunk: number): number {
    const chunks = this.chunks(direction)
    const { pieces } = this.assembled
    if (!goesOn(pieces, chunks, chunk)) return 0
    const side = sideOf(pieces.bits.at(chunks.piece.at(chunk)))
    const length = chunks.length.at(chunk)
    const start = this.streams[side].captured(offsetOfChunk(pieces, chunks, chunk), Math.min(length, LINE_REACH))
    const line = start.indexOf(LINE_FEED) + 1
    if (line > 0 && line < length) return line
    let lent = 0
    while (lent < CONTINUATIONS_AT_MOST && isContinuation(start[lent])) lent++
    return lent < length ? lent : 0
  }

  private partsOf({ parts }: StreamBytes): FollowPart[] {
    return parts.map(({ at, length, position }) => ({
      at,
      length,
      segment: segmentIndex(this.rows.segment[position] ?? 0),
      frame: frameNumber(this.rows.frame[position] ?? 0),
    }))
  }
}

const sideOf = (bits: number): SideIndex => ((bits & PieceBit.SERVER) !== 0 ? SERVER : CLIENT)

function missingIn(isThere: Uint8Array): { at: number; length: number }[] {
  const missing: { at: number; length: number }[] = []
  for (let at = isThere.indexOf(0); at >= 0; ) {
    const end = isThere.indexOf(1, at)
    const length = (end < 0 ? isThere.length : end) - at
    missing.push({ at, length })
    at = end < 0 ? -1 : isThere.indexOf(0, end)
  }
  return missing
}
