/**
 * Copies a pcapng block by block: packets that aren't wanted are left out, everything else stays byte for byte, unless it
 * is anonymised. Two things follow from a change, as the format has it: sections no longer have the length that they
 * claim, and custom blocks that are for the unchanged file alone go.
 */
import { BlockType } from '../../pcapng/writer'
import type { Source } from '../source/source'
import { AnonymisedBlocks } from './anonymisedBlocks'
import { withComments } from './commentedBlock'
import { type LeftOut, leftOutOf } from './leftOut'
import type { OutFile } from './outFile'
import { type Copying, isChanged, type Portion, shareOf } from './portion'
import { withUnknownLength } from './sectionLength'

const CHUNK_BYTES = 256 * 1024
/** Packets that are rewritten take up to 50 µs each: few enough a step for queries in between. */
const ANONYMISED_CHUNK_BYTES = 16 * 1024
const LEAST_BLOCK = 12
const BYTE_ORDER_MAGIC = 0x1a2b3c4d
/** draft-ietf-opsawg-pcapng, appendix A and §4.4. */
const OBSOLETE_PACKET = 2
const SIMPLE_PACKET = 3
/** §4.8: not to be copied by programs that change the file and don't know it. */
const CUSTOM_FOR_UNCHANGED = 0x40000bad
/** Blocks that the core reads are no longer; others may have 4 GiB, and go through piece by piece. */
const MOST_HELD_BYTES = 16 * 1024 * 1024

export class BlockCopy implements Copying {
  packets = 0
  readonly leftOut = new Set<LeftOut>()
  private position: number
  private frame: number
  private littleEndian = true
  private readonly anonymised: AnonymisedBlocks | null
  private buffer: Uint8Array
  private readonly isChanged: boolean
  /** Bytes of a large block that are yet to pass, and whether they are written. */
  private passing = 0
  private isPassing = false

  constructor(
    private readonly source: Source,
    private readonly portion: Portion,
    private readonly out: OutFile,
  ) {
    this.position = portion.from
    this.frame = portion.framesBefore
    this.isChanged = isChanged(portion)
    this.anonymised = portion.anonymised === null ? null : new AnonymisedBlocks(portion.anonymised)
    this.buffer = new Uint8Array(portion.anonymised === null ? CHUNK_BYTES : ANONYMISED_CHUNK_BYTES)
  }

  step(): boolean {
    if (this.passing > 0) return this.pass()
    const got = this.fill()
    const view = new DataView(this.buffer.buffer, 0, got)
    let at = 0
    while (got - at >= LEAST_BLOCK) {
      const length = this.blockLength(view, at)
      if (length > got - at) {
        if (at === 0) return this.takeLarge(length, view.getUint32(0, this.littleEndian))
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

  /** A block that fits no chunk: room for all of it, then it is read again. */
  private takeLarge(length: number, type: number): boolean {
    if (length > this.portion.to - this.position) return false
    if (length > MOST_HELD_BYTES) {
      this.passing = length
      this.isPassing = this.keepsOther(type)
      return true
    }
    this.buffer = new Uint8Array(length)
    return true
  }

  private pass(): boolean {
    const wanted = Math.min(this.buffer.length, this.passing)
    const got = this.source.read(this.buffer, 0, wanted, this.position)
    if (this.isPassing) this.out.write(this.buffer.subarray(0, got))
    this.passing -= got
    this.position += got
    return got > 0 && this.position < this.portion.to
  }

  /** Whether a block that is no packet is written. */
  private keepsOther(type: number): boolean {
    const isKept = this.anonymised === null ? !(this.isChanged && type === CUSTOM_FOR_UNCHANGED) : isDescription(type)
    if (!isKept) this.leftOut.add(leftOutOf(type))
    return isKept
  }

  private take(type: number, plain: Uint8Array): void {
    const block = this.anonymised === null ? plain : this.anonymised.of(type, plain, this.littleEndian)
    if (type !== BlockType.ENHANCED_PACKET && type !== SIMPLE_PACKET && type !== OBSOLETE_PACKET) {
      if (!this.keepsOther(type) || block === null) return
      this.out.write(type === BlockType.SECTION_HEADER && this.isChanged ? withUnknownLength(block) : block)
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

const isDescription = (type: number): boolean =>
  type === BlockType.SECTION_HEADER ||
  type === BlockType.INTERFACE_DESCRIPTION ||
  type === BlockType.INTERFACE_STATISTICS
