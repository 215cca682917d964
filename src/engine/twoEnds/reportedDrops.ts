/** How many frames a capture says it lost: pcapng's interface statistics (draft-ietf-opsawg-pcapng §4.6). */
import type { Source } from '../source/source'
import type { Work } from './work'

const SECTION_HEADER = 0x0a0d0d0a
const INTERFACE_STATISTICS = 5
const MAGIC_LITTLE = 0x1a2b3c4d
const BLOCK_HEADER = 12
const STATISTICS_FIXED = 20
const DROP_COUNTERS = { IF_DROP: 5, OS_DROP: 7 } as const
/** Read at a time. */
const SLICE_BYTES = 1024 * 1024
const LONGEST_STATISTICS = 64 * 1024
/** Looked at between two rests. */
const BLOCKS_A_SLICE = 16_384

/** @returns null where the file has no such block: classic pcap has none. */
export function* reportedDrops(source: Source): Work<number | null> {
  const bytes = new SlicedSource(source)
  /** By section and interface: the counters count on, so the last block of an interface says all. */
  const drops = new Map<string, number>()
  let isLittle = true
  let section = 0
  for (let at = 0, blocks = 0; ; blocks += 1) {
    if (blocks % BLOCKS_A_SLICE === 0) yield 0
    const header = bytes.view(at, BLOCK_HEADER)
    if (header === null) break
    if (header.getUint32(0) === SECTION_HEADER) {
      isLittle = header.getUint32(8, true) === MAGIC_LITTLE
      section += 1
    } else if (section === 0) return null
    const type = header.getUint32(0, isLittle)
    const length = header.getUint32(4, isLittle)
    if (length < BLOCK_HEADER) break
    if (type === INTERFACE_STATISTICS && length <= LONGEST_STATISTICS) {
      const block = bytes.view(at, length)
      if (block !== null) {
        const lost = dropsOf(block, isLittle)
        if (lost !== null) drops.set(`${section} ${block.getUint32(8, isLittle)}`, lost)
      }
    }
    at += length
  }
  return drops.size === 0 ? null : [...drops.values()].reduce((sum, lost) => sum + lost, 0)
}

function dropsOf(block: DataView, isLittle: boolean): number | null {
  let lost: number | null = null
  const end = block.byteLength - 4
  for (let at = STATISTICS_FIXED; at + 4 <= end; ) {
    const code = block.getUint16(at, isLittle)
    const length = block.getUint16(at + 2, isLittle)
    const isDrop = code === DROP_COUNTERS.IF_DROP || code === DROP_COUNTERS.OS_DROP
    if (code === 0) break
    if (isDrop && length === 8 && at + 12 <= end) {
      lost = (lost ?? 0) + Number(block.getBigUint64(at + 4, isLittle))
    }
    at += 4 + Math.ceil(length / 4) * 4
  }
  return lost
}

/** Small reads from large ones. */
class SlicedSource {
  private readonly slice = new Uint8Array(SLICE_BYTES)
  private start = 0
  private length = 0

  constructor(private readonly source: Source) {}

  /** `length` bytes (at most a slice) from `at`; null past the end. */
  view(at: number, length: number): DataView | null {
    if (at < this.start || at + length > this.start + this.length) {
      this.start = at
      this.length = this.source.read(this.slice, 0, Math.min(SLICE_BYTES, Math.max(0, this.source.size - at)), at)
    }
    return at + length > this.start + this.length ? null : new DataView(this.slice.buffer, at - this.start, length)
  }
}
