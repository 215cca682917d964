/** How far a pcapng file is whole, and how many packets it holds until there, by the headers of its blocks alone. */
import { type FileHandle, open } from 'node:fs/promises'

const CHUNK = 1 << 20
/** Type, length, and of a Section Header Block the magic that tells its byte order. */
const HEADER = 12
/** Reads the same in both byte orders. */
const SECTION = 0x0a0d0d0a
const LITTLE_ENDIAN_MAGIC = 0x1a2b3c4d
/** Packet (obsolete), Simple Packet and Enhanced Packet Blocks. */
const PACKET_BLOCKS: readonly number[] = [2, 3, 6]

export interface Whole {
  readonly packets: number
  /** Up to the end of the last whole block. */
  readonly bytes: number
}

/**
 * Whole packets of the file at `path`; looks no further than packet number `most`. A file that is cut in the middle of
 * a block, or damaged, counts up to there. Throws where it can't be read.
 */
export async function wholePackets(path: string, most = Number.POSITIVE_INFINITY): Promise<Whole> {
  const file = await open(path, 'r')
  try {
    return await walk(file, (await file.stat()).size, most)
  } finally {
    await file.close()
  }
}

async function walk(file: FileHandle, size: number, most: number): Promise<Whole> {
  const headerAt = headerReader(file)
  let isLittleEndian = true
  let bytes = 0
  let packets = 0
  while (packets < most && bytes + HEADER <= size) {
    const header = await headerAt(bytes)
    if (header.length < HEADER) break
    if (header.readUInt32LE(0) === SECTION) isLittleEndian = header.readUInt32LE(8) === LITTLE_ENDIAN_MAGIC
    const [type, length] = isLittleEndian
      ? [header.readUInt32LE(0), header.readUInt32LE(4)]
      : [header.readUInt32BE(0), header.readUInt32BE(4)]
    if (length < HEADER || bytes + length > size) break
    if (PACKET_BLOCKS.includes(type)) packets++
    bytes += length
  }
  return { packets, bytes }
}

/** Reads on by the chunk, not by the header: blocks are small, and there are millions. */
function headerReader(file: FileHandle): (at: number) => Promise<Buffer> {
  const chunk = Buffer.alloc(CHUNK)
  let from = 0
  let to = 0
  return async (at) => {
    if (at < from || at + HEADER > to) {
      from = at
      to = at + (await file.read(chunk, 0, CHUNK, at)).bytesRead
    }
    return chunk.subarray(at - from, Math.min(at + HEADER, to) - from)
  }
}
