/** Copies a pcapng block by block: packets that aren't wanted are left out, everything else stays byte for byte, unless it is anonymised. */
import { BlockType } from '../../pcapng/writer'
import type { Source } from '../source/source'
import { AnonymisedBlocks } from './anonymisedBlocks'
import { withComments } from './commentedBlock'
import type { OutFile } from './outFile'
import { type Copying, type Portion, shareOf } from './portion'

const CHUNK_BYTES = 256 * 1024
/** Packets that are rewritten take up to 50 µs each: few enough a step for queries in between. */
const ANONYMISED_CHUNK_BYTES = 16 * 1024
const LEAST_BLOCK = 12
const BYTE_ORDER_MAGIC = 0x1a2b3c4d
/** draft-ietf-opsawg-pcapng, appendix A and §4.4. */
const OBSOLETE_PACKET = 2
const SIMPLE_PACKET = 3

export class BlockCopy implements Copying {
  packets = 0
  private position: number
  private frame: number
  private littleEndian = true
  private readonly anonymised: AnonymisedBlocks | null
  private buffer: Uint8Array

  constructor(
    private readonly source: Source,
    private readonly portion: Portion,
    private readonly out: OutFile,
  ) {
    this.position = portion.from
    this.frame = portion.framesBefore
    this.anonymised = portion.anonymised === null ? null : new AnonymisedBlocks(portion.anonymised)
    this.buffer = new Uint8Array(portion.anonymised === null ? CHUNK_BYTES : ANONYMISED_CHUNK_BYTES)
  }

  step(): boolean {
    const got = this.fill()
    const view = new DataView(this.buffer.buffer, 0, got)
    let at = 0
    while (got - at >= LEAST_BLOCK) {
      const length = this.blockLength(view, at)
      if (length > got - at) {
        if (at === 0) return this.takeLarge(length)
        break
      }
      this.take(view.getUint32(at, this.littleEndian), this.buffer.subarray(at, at + length))
      at += length
    }
    this.position += at
    return at > 0 && this.position < this.portion.to
  }

  share(): number {
    return shareOf(this.portion, this.position)
  }

  /** @throws with a clause where a ring gave up the file meanwhile. */
  private fill(): number {
    const gone = this.source.gone?.(this.position) ?? null
    if (gone !== null) throw new Error(`${gone}, while it was being saved: save again`)
    const wanted = Math.min(this.buffer.length, this.portion.to - this.position)
    return this.source.read(this.buffer, 0, wanted, this.position)
  }

  /** Bytes of the block at `at`; a section header sets the byte order of all that follow. */
  private blockLength(view: DataView, at: number): number {
    if (view.getUint32(at, true) === BlockType.SECTION_HEADER) {
      this.littleEndian = view.getUint32(at + 8, true) === BYTE_ORDER_MAGIC
    }
    return Math.max(LEAST_BLOCK, Math.ceil(view.getUint32(at + 4, this.littleEndian) / 4) * 4)
  }

  /** A block that fits no chunk: room for all of it, then it is read again. The core bounded it when it read it. */
  private takeLarge(length: number): boolean {
    if (length > this.portion.to - this.position) return false
    this.buffer = new Uint8Array(length)
    return true
  }

  private take(type: number, plain: Uint8Array): void {
    const block = this.anonymised === null ? plain : this.anonymised.of(type, plain, this.littleEndian)
    if (type !== BlockType.ENHANCED_PACKET && type !== SIMPLE_PACKET && type !== OBSOLETE_PACKET) {
      if (block !== null) this.out.write(block)
      return
    }
    this.frame += 1
    const { keep, comments } = this.portion
    if (block === null || (keep !== null && !keep.has(this.frame))) return
    this.packets += 1
    const words = comments.get(this.frame)
    // A simple packet block has no room for options.
    const canComment = words !== undefined && type !== SIMPLE_PACKET
    this.out.write(canComment ? withComments(block, words, this.littleEndian) : block)
  }
}
