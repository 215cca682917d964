/** Cuts a pcapng stream, as it arrives in pieces, at the ends of its blocks. */
import { BlockType } from '../../pcapng/writer'

const HEADER_BYTES = 8
const SMALLEST_BLOCK = 12
/** A whole frame of 256 KiB with its options; anything near this is no block. */
const LARGEST_BLOCK = 16 * 1024 * 1024
const MAGIC_AT = 8
const LITTLE_ENDIAN_MAGIC = 0x1a2b3c4d

export interface WholeBlocks {
  /**
   * The blocks that ended in this piece, end to end, without the headers that the section begins with; may be empty.
   * Shares the memory of what was pushed.
   */
  readonly bytes: Buffer
  readonly packets: number
}

/** Feed it pieces in order; it keeps what is unfinished, and the headers of the section for files that begin later. */
export class BlockCutter {
  private rest: Buffer = Buffer.alloc(0)
  private isLittleEndian = true
  private readonly headerBlocks: Buffer[] = []
  private hasBegun = false
  /** Interface Description Blocks seen. */
  interfaces = 0

  /** Section header and interfaces, as they must stand before packets in every file. */
  headers(): Buffer {
    return Buffer.concat(this.headerBlocks)
  }

  /** Bytes of a block that has begun and not ended. */
  get unfinishedBytes(): number {
    return this.rest.length
  }

  /** @throws Error where the stream is not pcapng. */
  push(piece: Buffer): WholeBlocks {
    const all = this.rest.length === 0 ? piece : Buffer.concat([this.rest, piece])
    let at = 0
    let from = 0
    let packets = 0
    while (all.length - at >= HEADER_BYTES) {
      const type = this.u32(all, at)
      if (type === BlockType.SECTION_HEADER) {
        if (all.length - at < SMALLEST_BLOCK) break
        this.isLittleEndian = all.readUInt32LE(at + MAGIC_AT) === LITTLE_ENDIAN_MAGIC
      }
      const length = this.u32(all, at + 4)
      if (length < SMALLEST_BLOCK || length % 4 !== 0 || length > LARGEST_BLOCK)
        throw new Error(`a block of ${length} bytes in what should be pcapng`)
      if (all.length - at < length) break
      if (type === BlockType.ENHANCED_PACKET) packets++
      const isHeader = this.keepHeader(type, all.subarray(at, at + length))
      if (!isHeader) this.hasBegun = true
      at += length
      if (!this.hasBegun) from = at
    }
    this.rest = at === all.length ? Buffer.alloc(0) : Buffer.from(all.subarray(at))
    return { bytes: all.subarray(from, at), packets }
  }

  private keepHeader(type: number, block: Buffer): boolean {
    if (type === BlockType.INTERFACE_DESCRIPTION) this.interfaces++
    if (type !== BlockType.SECTION_HEADER && type !== BlockType.INTERFACE_DESCRIPTION) return false
    this.headerBlocks.push(Buffer.from(block))
    return true
  }

  private u32(bytes: Buffer, at: number): number {
    return this.isLittleEndian ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at)
  }
}
