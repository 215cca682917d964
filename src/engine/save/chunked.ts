/** Bytes of a source by way of a chunk that many records share. */
import type { Source } from '../source/source'

const CHUNK_BYTES = 256 * 1024

export class Chunked {
  private chunk = new Uint8Array(0)
  private chunkAt = 0

  /** @param to nothing is read from there on. */
  constructor(
    private readonly source: Pick<Source, 'read'>,
    readonly to: number,
  ) {}

  /** Fewer where they end. They stay as they are: a new chunk takes no old one's room. */
  at(offset: number, length: number): Uint8Array {
    const wanted = Math.max(0, Math.min(length, this.to - offset))
    const start = offset - this.chunkAt
    if (start >= 0 && start + wanted <= this.chunk.length) return this.chunk.subarray(start, start + wanted)
    const room = new Uint8Array(Math.max(wanted, Math.min(CHUNK_BYTES, this.to - offset)))
    this.chunk = room.subarray(0, this.source.read(room, 0, room.length, offset))
    this.chunkAt = offset
    return this.chunk.subarray(0, wanted)
  }
}
