/** One of several captures that are read as one, walked frame by frame as it is saved. */
import { BlockType } from '../../pcapng/writer'
import type { Core } from '../core'
import type { MergedSource } from '../source/merged'
import { Chunked } from './chunked'
import { type RecordAt, recordAt } from './recordAt'

const PCAP_HEADER_BYTES = 24
const SNOOP_HEADER_BYTES = 16
/** `snoop`. */
const SNOOP_START = 0x736e6f6f
const BYTE_ORDER_MAGIC = 0x1a2b3c4d
/** draft-ietf-opsawg-pcapng, appendix A and §4.4. */
const OBSOLETE_PACKET = 2
const SIMPLE_PACKET = 3
const BLOCK_HEADER_BYTES = 12
/** Blocks that hold no packet are kept up to this; larger ones are nothing that a reader needs. */
const MOST_BLOCK_BYTES = 16 * 1024 * 1024

/** A block of pcapng, whole. */
export interface Block {
  readonly type: number
  readonly bytes: Uint8Array
  readonly littleEndian: boolean
}

export class MergedPart {
  /** Its next frame; null: it has no more. */
  frame: RecordAt | null = null
  /** The block that holds it; null: the file is no pcapng. */
  block: Block | null = null
  private readonly bytes: Chunked
  private readonly isPcapng: boolean
  private littleEndian = true
  private position: number

  /** @param onBlock hears of each block that holds no packet; `null`: it is too large to be kept. */
  constructor(
    private readonly core: Core,
    private readonly source: MergedSource,
    private readonly number: number,
    private readonly onBlock: (type: number, block: Block | null) => void,
  ) {
    const file = source.files[number] as MergedSource['files'][number]
    this.bytes = new Chunked(file, Math.min(file.size, source.readTo(number)))
    const start = this.bytes.at(0, 4)
    const magic = start.length < 4 ? 0 : new DataView(start.buffer, start.byteOffset).getUint32(0)
    this.isPcapng = magic === BlockType.SECTION_HEADER
    this.position = this.isPcapng ? 0 : magic === SNOOP_START ? SNOOP_HEADER_BYTES : PCAP_HEADER_BYTES
    this.next()
  }

  /** Bytes walked. */
  get done(): number {
    return Math.min(this.position, this.bytes.to)
  }

  /** Walks to the next frame. */
  next(): void {
    this.frame = null
    this.block = null
    if (!this.isPcapng) this.take()
    else while (this.frame === null && this.nextBlock());
  }

  /** Walks over a block; false: there is none. */
  private nextBlock(): boolean {
    const head = this.bytes.at(this.position, BLOCK_HEADER_BYTES)
    if (head.length < BLOCK_HEADER_BYTES) return false
    const view = new DataView(head.buffer, head.byteOffset)
    // The same in both byte orders.
    const isSection = view.getUint32(0) === BlockType.SECTION_HEADER
    if (isSection) this.littleEndian = view.getUint32(8, true) === BYTE_ORDER_MAGIC
    const type = view.getUint32(0, this.littleEndian)
    const length = Math.ceil(view.getUint32(4, this.littleEndian) / 4) * 4
    if (length < BLOCK_HEADER_BYTES || this.position + length > this.bytes.to) return false
    if (isPacket(type)) {
      this.block = this.blockOf(type, length)
      return this.take()
    }
    const isKept = length <= MOST_BLOCK_BYTES
    this.onBlock(type, isKept ? this.blockOf(type, length) : null)
    this.position += length
    return true
  }

  private blockOf(type: number, length: number): Block {
    return { type, bytes: this.bytes.at(this.position, length), littleEndian: this.littleEndian }
  }

  private take(): boolean {
    const place = this.position < this.bytes.to ? this.source.placeOf(this.number, this.position) : null
    const record = place === null ? null : recordAt(this.core, this.bytes, this.position, place)
    if (record === null) return false
    this.frame = record
    this.position += record.length
    return true
  }
}

const isPacket = (type: number): boolean =>
  type === BlockType.ENHANCED_PACKET || type === SIMPLE_PACKET || type === OBSOLETE_PACKET
