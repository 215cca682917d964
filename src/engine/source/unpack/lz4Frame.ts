/**
 * One frame of LZ4, behind its magic. Source: lz4_Frame_format.md 1.6 of the LZ4 project.
 *
 *   flags u8 | block size u8 | content size u64? | dictionary u32? | header checksum u8 | blocks | 0 u32 | checksum u32?
 *   block:  size u32, the top bit set where it is not compressed | data | checksum u32?
 */
import { said } from '../../said/said'
import { Damaged, damagedAt } from './damaged'
import { CutShort, type Inflow } from './inflow'
import { unpackLz4Block } from './lz4Block'
import { XxHash32 } from './xxHash32'

export const LZ4_MAGIC = 0x184d2204

const VERSION = 0x40
const VERSION_BITS = 0xc0
const HAS_INDEPENDENT_BLOCKS = 0x20
const HAS_BLOCK_CHECKSUMS = 0x10
const HAS_CONTENT_SIZE = 0x08
const HAS_CHECKSUM = 0x04
const HAS_DICTIONARY = 0x01
const PLAIN_BLOCK = 0x8000_0000
/** A block refers back this far at most. */
const WINDOW_BYTES = 64 * 1024

const numberOf = (bytes: Uint8Array): number => new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true)
const damaged = (offset: number, what: () => string): Damaged => damagedAt('lz4', offset, what)

interface Header {
  readonly flags: number
  readonly blockBytes: number
}

/** @throws CutShort, Damaged. */
export async function* lz4Frame(inflow: Inflow): AsyncGenerator<Uint8Array> {
  const { flags, blockBytes } = await headerOf(inflow)
  const checksum = (flags & HAS_CHECKSUM) === 0 ? null : new XxHash32()
  const room = new Uint8Array(WINDOW_BYTES + blockBytes)
  let kept = 0
  for (;;) {
    const { offset } = inflow
    const size = numberOf(await inflow.take(4))
    if (size === 0) break
    const length = size & ~PLAIN_BLOCK
    if (length > blockBytes) throw damaged(offset, () => said`a block claims ${length} bytes`)
    const block = await inflow.takeMost(length)
    if (block.length < length) {
      yield beginningOf(block, size >= PLAIN_BLOCK, room, kept)
      throw new CutShort()
    }
    if ((flags & HAS_BLOCK_CHECKSUMS) !== 0) await check(inflow, new XxHash32().update(block), offset)
    let end = WINDOW_BYTES + length
    if (size >= PLAIN_BLOCK) room.set(block, WINDOW_BYTES)
    else end = unpackLz4Block(block, room, WINDOW_BYTES - kept, WINDOW_BYTES)
    if (end < 0) throw damaged(offset, () => said`a block doesn't unpack`)
    const unpacked = room.slice(WINDOW_BYTES, end)
    checksum?.update(unpacked)
    yield unpacked
    if ((flags & HAS_INDEPENDENT_BLOCKS) !== 0) continue
    kept = Math.min(WINDOW_BYTES, kept + unpacked.length)
    room.copyWithin(WINDOW_BYTES - kept, end - kept, end)
  }
  if (checksum !== null) await check(inflow, checksum, inflow.offset)
}

/** What the beginning of a block holds that is cut short: blocks may be of megabytes. */
function beginningOf(block: Uint8Array, isPlain: boolean, room: Uint8Array, kept: number): Uint8Array {
  if (isPlain) return block
  const end = unpackLz4Block(block, room, WINDOW_BYTES - kept, WINDOW_BYTES)
  return room.slice(WINDOW_BYTES, end < 0 ? ~end : end)
}

async function headerOf(inflow: Inflow): Promise<Header> {
  const { offset } = inflow
  const [flags = 0, sizes = 0] = await inflow.take(2)
  if ((flags & VERSION_BITS) !== VERSION) throw damaged(offset, () => said`its header is not of version 1`)
  const more = await inflow.take((flags & HAS_CONTENT_SIZE ? 8 : 0) + (flags & HAS_DICTIONARY ? 4 : 0))
  const sum = new XxHash32().update(Uint8Array.of(flags, sizes)).update(more).digest()
  const [claimed] = await inflow.take(1)
  const code = (sizes >> 4) & 7
  if (claimed !== ((sum >> 8) & 0xff) || code < 4) throw damaged(offset, () => said`its header's checksum is wrong`)
  if (flags & HAS_DICTIONARY) {
    throw new Damaged(() => said`its lz4 data was compressed with a dictionary: unpack it with that dictionary first`)
  }
  return { flags, blockBytes: 2 ** (8 + 2 * code) }
}

async function check(inflow: Inflow, checksum: XxHash32, offset: number): Promise<void> {
  const claimed = numberOf(await inflow.take(4))
  if (claimed !== checksum.digest()) throw damaged(offset, () => said`its checksum is wrong`)
}
