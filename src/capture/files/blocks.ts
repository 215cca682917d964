/** Cuts a pcapng stream, as it arrives in pieces, at the ends of its blocks. */
import { BlockType } from '../../pcapng/writer'

const HEADER_BYTES = 8
const SMALLEST_BLOCK = 12
/** A whole frame of 256 KiB with its options; anything near this is no block. */
const LARGEST_BLOCK = 16 * 1024 * 1024
const MAGIC_AT = 8
const LITTLE_ENDIAN_MAGIC = 0x1a2b3c4d
/** Offsets in an Enhanced Packet Block: draft-ietf-opsawg-pcapng, section 4.3. */
const TIME_HIGH_AT = 12
const TIME_LOW_AT = 16
const WORD_RANGE = 2 ** 32
/** Interface Description Block: options after the fixed part, each a code and a length; if_tsresol is one byte. */
const OPTIONS_AT = 16
const TIME_RESOLUTION = 9
const MICROSECONDS = 6
/** Powers of two, which nothing that we run writes, have the top bit. */
const IS_BINARY = 0x80

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
  private unitsPerMs = 10 ** (MICROSECONDS - 3)
  /** Time stamp of the latest packet, milliseconds since 1970; 0: none came. */
  newestMs = 0
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
    let newest = -1
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
      if (type === BlockType.ENHANCED_PACKET) {
        packets++
        newest = at
      }
      const isHeader = this.keepHeader(type, all.subarray(at, at + length))
      if (!isHeader) this.hasBegun = true
      at += length
      if (!this.hasBegun) from = at
    }
    if (newest >= 0) this.newestMs = this.timeOf(all, newest)
    this.rest = at === all.length ? Buffer.alloc(0) : Buffer.from(all.subarray(at))
    return { bytes: all.subarray(from, at), packets }
  }

  private keepHeader(type: number, block: Buffer): boolean {
    if (type === BlockType.INTERFACE_DESCRIPTION) {
      this.interfaces++
      this.unitsPerMs = this.readUnits(block)
    }
    if (type !== BlockType.SECTION_HEADER && type !== BlockType.INTERFACE_DESCRIPTION) return false
    this.headerBlocks.push(Buffer.from(block))
    return true
  }

  private timeOf(bytes: Buffer, at: number): number {
    return (this.u32(bytes, at + TIME_HIGH_AT) * WORD_RANGE + this.u32(bytes, at + TIME_LOW_AT)) / this.unitsPerMs
  }

  private readUnits(block: Buffer): number {
    let resolution = MICROSECONDS
    for (let at = OPTIONS_AT; at + 4 < block.length - 4; ) {
      const [code, length] = [this.u16(block, at), this.u16(block, at + 2)]
      if (code === TIME_RESOLUTION) resolution = block[at + 4] ?? MICROSECONDS
      at += 4 + Math.ceil(length / 4) * 4
    }
    return resolution & IS_BINARY ? 2 ** (resolution & ~IS_BINARY) / 1000 : 10 ** (resolution - 3)
  }

  private u16(bytes: Buffer, at: number): number {
    return this.isLittleEndian ? bytes.readUInt16LE(at) : bytes.readUInt16BE(at)
  }

  private u32(bytes: Buffer, at: number): number {
    return this.isLittleEndian ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at)
  }
}
