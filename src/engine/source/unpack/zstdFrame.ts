/**
 * One frame of zstd, behind its magic: its blocks are walked here and unpacked one by one by fzstd, which knows no bounds
 * for windows, checks no checksums and can't say where it failed. Source: RFC 8878 §3.1.1.
 *
 *   descriptor u8 | window u8? | dictionary u8 to u32? | content size u8 to u64? | blocks | checksum u32?
 *   block:  last 1 bit, type 2 bits, size 21 bits | data
 */
import { Decompress } from 'fzstd'
import { said } from '../../said/said'
import { TookTooLong, withinTime } from '../../withinTime'
import { byteWords } from '../../words'
import { Damaged, damagedAt } from './damaged'
import type { Inflow } from './inflow'
import { XxHash64 } from './xxHash64'

export const ZSTD_MAGIC = 0xfd2fb528

const SINGLE_SEGMENT = 0x20
const HAS_CHECKSUM = 0x04
const RESERVED = 0x08
const BLOCK_HEADER_BYTES = 3
const MOST_BLOCK_BYTES = 128 * 1024
/** A block needs a millisecond or two; made-up ones claim gigabytes, and fzstd would copy them all. */
const BLOCK_MS = 2000
const RUN = 1
const RESERVED_TYPE = 3
/** As much as zstd itself allows unless it is told otherwise. */
const MOST_WINDOW_BYTES = 128 * 1024 * 1024

const damaged = (offset: number, what: () => string): Damaged => damagedAt('zstd', offset, what)

interface Header {
  /** With its magic. */
  readonly bytes: Uint8Array
  readonly hasChecksum: boolean
}

/** @throws CutShort, Damaged. */
export async function* zstdFrame(inflow: Inflow): AsyncGenerator<Uint8Array> {
  const header = await headerOf(inflow)
  const checksum = header.hasChecksum ? new XxHash64() : null
  const unpacked: Uint8Array[] = []
  const decompress = new Decompress((piece) => unpacked.push(piece))
  // fzstd keeps views of what it is given: of one buffer for all blocks, rather than of each block.
  const room = new Uint8Array(header.bytes.length + BLOCK_HEADER_BYTES + MOST_BLOCK_BYTES + 4)
  let before = header.bytes
  for (let isLast = false; !isLast; ) {
    const { offset } = inflow
    const [first = 0, second = 0, third = 0] = await inflow.take(BLOCK_HEADER_BYTES)
    isLast = (first & 1) === 1
    const type = (first >> 1) & 3
    const size = (first >> 3) | (second << 5) | (third << 13)
    if (type === RESERVED_TYPE || size > MOST_BLOCK_BYTES)
      throw damaged(offset, () => said`a block claims ${size} bytes`)
    const data = await inflow.take(type === RUN ? 1 : size)
    const claimed = isLast && header.hasChecksum ? await inflow.take(4) : new Uint8Array(0)
    const given = join(before.length > 0 ? new Uint8Array(room.length) : room, [
      before,
      Uint8Array.of(first, second, third),
      data,
      claimed,
    ])
    before = new Uint8Array(0)
    try {
      withinTime(BLOCK_MS, () => decompress.push(given, isLast))
    } catch (error) {
      if (error instanceof TookTooLong) throw damaged(offset, () => said`a block takes too long to unpack`)
      throw damaged(offset, () => said`a block doesn't unpack`)
    }
    for (const piece of unpacked.splice(0)) {
      checksum?.update(piece)
      if (piece.length > 0) yield piece
    }
    if (checksum !== null && isLast && !isSum(checksum, claimed)) {
      throw damaged(offset, () => said`its checksum is wrong`)
    }
  }
}

/** The lower half of the hash. */
function isSum(checksum: XxHash64, claimed: Uint8Array): boolean {
  return (
    new DataView(claimed.buffer, claimed.byteOffset).getUint32(0, true) === Number(checksum.digest() & 0xffff_ffffn)
  )
}

function join(room: Uint8Array, parts: readonly Uint8Array[]): Uint8Array {
  let end = 0
  for (const part of parts) {
    room.set(part, end)
    end += part.length
  }
  return room.subarray(0, end)
}

async function headerOf(inflow: Inflow): Promise<Header> {
  const { offset } = inflow
  const [descriptor = 0] = await inflow.take(1)
  if (descriptor & RESERVED) throw damaged(offset, () => said`its header is not of a known kind`)
  const isSingle = (descriptor & SINGLE_SEGMENT) !== 0
  const dictionaryBytes = [0, 1, 2, 4][descriptor & 3] as number
  const sizeBytes = [isSingle ? 1 : 0, 2, 4, 8][descriptor >> 6] as number
  const rest = await inflow.take((isSingle ? 0 : 1) + dictionaryBytes + sizeBytes)
  const dictionary = rest.subarray(isSingle ? 0 : 1, rest.length - sizeBytes)
  if (dictionary.some((byte) => byte !== 0)) {
    throw new Damaged(() => said`its zstd data was compressed with a dictionary: unpack it with that dictionary first`)
  }
  const size = littleEndian(rest.subarray(rest.length - sizeBytes)) + (sizeBytes === 2 ? 256 : 0)
  const window = isSingle ? size : windowOf(rest[0] as number)
  if (window > MOST_WINDOW_BYTES) {
    const needed = byteWords(window)
    throw new Damaged(
      () => said`its zstd data needs ${needed} of memory to be unpacked: run zstd -d --long=31 on it first`,
    )
  }
  const bytes = Uint8Array.of(0x28, 0xb5, 0x2f, 0xfd, descriptor, ...rest)
  return { bytes, hasChecksum: (descriptor & HAS_CHECKSUM) !== 0 }
}

function windowOf(window: number): number {
  const base = 2 ** (10 + (window >> 3))
  return base + (base / 8) * (window & 7)
}

function littleEndian(bytes: Uint8Array): number {
  return bytes.reduceRight((value, byte) => value * 256 + byte, 0)
}
