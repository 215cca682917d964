/**
 * Turns a batch of packets, as the patched `cap` lays it out, into Enhanced Packet Blocks (pcapng §4.3).
 *
 *   batch, of each packet:  seconds | nanoseconds | captured | original | bytes, padded to 32 bits
 *   block: type | length | interface | time high | time low | captured | original | bytes, padded | length
 *
 * All are words in this machine's byte order, so the file's section must be in that order too.
 */
import { BlockType } from '../../pcapng/writer'

const NANOSECONDS_PER_SECOND = 1_000_000_000n
const WORD_BITS = 32n
const WORD_RANGE = 2 ** 32
/** Words of a packet in a batch, before its bytes. */
const Batch = { SECONDS: 0, NANOSECONDS: 1, CAPTURED: 2, ORIGINAL: 3, WORDS: 4 } as const
/** Words of a block, before and after the bytes. */
const Block = {
  TYPE: 0,
  LENGTH: 1,
  INTERFACE: 2,
  TIME_HIGH: 3,
  TIME_LOW: 4,
  CAPTURED: 5,
  ORIGINAL: 6,
  WORDS: 7,
} as const
const FRAMING_WORDS = Block.WORDS + 1
/** Frames up to this many words are copied word by word: a call costs more. */
const SHORT_WORDS = 64

export class BatchBlocks {
  private readonly batch: Uint32Array
  private readonly blocks: Uint32Array
  private readonly bytes: Uint8Array
  private second = -1
  private secondHigh = 0
  private secondLow = 0

  /**
   * @param buffer that `cap` fills; its memory begins at a multiple of 4.
   * @param pieceBytes pieces end at the first block's end beyond this.
   */
  constructor(
    buffer: Buffer,
    private readonly interfaceId: number,
    private readonly pieceBytes: number,
  ) {
    this.batch = new Uint32Array(buffer.buffer, buffer.byteOffset, Math.floor(buffer.length / 4))
    // A packet of no bytes grows from 16 to 32.
    this.blocks = new Uint32Array(this.batch.length * 2)
    this.bytes = new Uint8Array(this.blocks.buffer)
  }

  /**
   * Blocks of the first `length` bytes of the batch, handed over in pieces of whole blocks. A piece is valid during
   * the call only.
   */
  write(length: number, take: (piece: Uint8Array, packets: number) => void): void {
    const end = length / 4
    let from = 0
    let to = 0
    let packets = 0
    for (let at = 0; at < end; ) {
      const words = this.frameWords(at)
      this.writeBlock(at, to, words)
      at += Batch.WORDS + words
      to += FRAMING_WORDS + words
      packets++
      if ((to - from) * 4 < this.pieceBytes) continue
      take(this.bytes.subarray(from * 4, to * 4), packets)
      from = to
      packets = 0
    }
    if (packets > 0) take(this.bytes.subarray(from * 4, to * 4), packets)
  }

  private frameWords(at: number): number {
    return Math.ceil((this.batch[at + Batch.CAPTURED] ?? 0) / 4)
  }

  private writeBlock(at: number, to: number, words: number): void {
    const { batch, blocks } = this
    const second = batch[at + Batch.SECONDS] ?? 0
    if (second !== this.second) this.enterSecond(second)
    const low = this.secondLow + (batch[at + Batch.NANOSECONDS] ?? 0)
    const length = (FRAMING_WORDS + words) * 4
    blocks[to + Block.TYPE] = BlockType.ENHANCED_PACKET
    blocks[to + Block.LENGTH] = length
    blocks[to + Block.INTERFACE] = this.interfaceId
    blocks[to + Block.TIME_HIGH] = low >= WORD_RANGE ? this.secondHigh + 1 : this.secondHigh
    // Storing takes it modulo 2^32.
    blocks[to + Block.TIME_LOW] = low
    blocks[to + Block.CAPTURED] = batch[at + Batch.CAPTURED] ?? 0
    blocks[to + Block.ORIGINAL] = batch[at + Batch.ORIGINAL] ?? 0
    this.copyFrame(at + Batch.WORDS, to + Block.WORDS, words)
    blocks[to + Block.WORDS + words] = length
  }

  private copyFrame(at: number, to: number, words: number): void {
    if (words > SHORT_WORDS) this.blocks.set(this.batch.subarray(at, at + words), to)
    else for (let word = 0; word < words; word++) this.blocks[to + word] = this.batch[at + word] ?? 0
  }

  /** Nanoseconds since 1970 at the beginning of a second, as two words; most packets share it with the one before. */
  private enterSecond(second: number): void {
    const start = BigInt(second) * NANOSECONDS_PER_SECOND
    this.second = second
    this.secondHigh = Number(start >> WORD_BITS)
    this.secondLow = Number(start & 0xffff_ffffn)
  }
}
