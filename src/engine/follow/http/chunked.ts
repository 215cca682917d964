/** The chunked transfer coding (RFC 9112 §7.1): where its chunks are in a stream. */
import type { SideStream } from '../sideStream'

const LINE_AT_MOST = 1024
const TRAILER_AT_MOST = 64 * 1024

export interface ChunkSpan {
  readonly offset: number
  readonly length: number
}

/** Goes from chunk to chunk without reading what is in them. */
export class ChunkWalk {
  /** Of what comes next in the stream. */
  offset: number
  /** `broken`: what should be a chunk is none, or isn't there. */
  state: 'open' | 'ended' | 'broken' = 'open'

  constructor(
    private readonly stream: SideStream,
    start: number,
  ) {
    this.offset = start
  }

  /** The next chunk's data; null: there is none, see `state`. */
  next(): ChunkSpan | null {
    if (this.state !== 'open') return null
    const line = this.line(LINE_AT_MOST)
    const size = /^([0-9a-f]{1,12})[ \t]*(;|$)/i.exec(line?.trimEnd() ?? '')?.[1]
    if (line === null || size === undefined) {
      this.state = 'broken'
      return null
    }
    this.offset += line.length + 1
    const length = Number.parseInt(size, 16)
    if (length === 0) {
      this.passTrailer()
      return null
    }
    const span = { offset: this.offset, length }
    this.offset += length
    if (this.offset > this.stream.end) {
      this.offset = this.stream.end
      this.state = 'broken'
      return { ...span, length: this.stream.end - span.offset }
    }
    // The line end after the data.
    const end = this.line(2)
    if (end?.trim() !== '') this.state = 'broken'
    else this.offset += end.length + 1
    return span
  }

  private passTrailer(): void {
    for (let passed = 0; passed < TRAILER_AT_MOST; ) {
      const line = this.line(LINE_AT_MOST)
      if (line === null) break
      this.offset += line.length + 1
      passed += line.length + 1
      if (line.trim() === '') {
        this.state = 'ended'
        return
      }
    }
    this.state = 'broken'
  }

  /** The line at `offset` without its line feed, one byte a character; null: it isn't there whole. */
  private line(most: number): string | null {
    const bytes = this.stream.captured(this.offset, most)
    const end = bytes.indexOf(0x0a)
    return end < 0 ? null : String.fromCharCode(...bytes.subarray(0, end))
  }
}
