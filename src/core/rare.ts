/**
 * What few segments have, and no column is worth: lists of a segment and a number, ascending by segment.
 * Layout: contracts/abi.ts, RARE_.
 */
import { RARE_BYTES, RARE_NUMBER, RARE_SEGMENT, RareKind } from '../contracts/abi'
import { allocate } from './memory'

const BLOCK_SHIFT: u32 = 12
const BLOCK_ENTRIES: u32 = 1 << BLOCK_SHIFT
/** Enough for as many segments as the core's memory holds. */
const MAX_BLOCKS: u32 = 1 << 14

class RareList {
  /** u32 each: pointer to a block. */
  private blocks: usize = 0
  count: u32 = 0

  at(entry: u32): usize {
    const block = <usize>load<u32>(this.blocks + ((<usize>(entry >> BLOCK_SHIFT)) << 2))
    return block + <usize>((entry & (BLOCK_ENTRIES - 1)) * RARE_BYTES)
  }

  /** Without memory, what comes later has no entry. */
  add(segment: u32, value: u64): void {
    if (this.blocks === 0) {
      this.blocks = allocate((<usize>MAX_BLOCKS) << 2)
      if (this.blocks === 0) return
    }
    const block = this.count >> BLOCK_SHIFT
    if ((this.count & (BLOCK_ENTRIES - 1)) === 0) {
      const fresh = block < MAX_BLOCKS ? allocate(BLOCK_ENTRIES * RARE_BYTES) : 0
      if (fresh === 0) return
      store<u32>(this.blocks + ((<usize>block) << 2), u32(fresh))
    }
    const entry = this.at(this.count++)
    store<u32>(entry, segment, RARE_SEGMENT)
    store<u64>(entry, value, RARE_NUMBER)
  }
}

const timesBefore = new RareList()
const reservedFlags = new RareList()

const listOf = (kind: u32): RareList => (kind === RareKind.TIME_BEFORE ? timesBefore : reservedFlags)

export function keepTimeBefore(segment: u32, time: u64): void {
  timesBefore.add(segment, time)
}

export function keepReservedFlags(segment: u32, bits: u32): void {
  reservedFlags.add(segment, bits)
}

export function rareCount(kind: u32): u32 {
  return listOf(kind).count
}

export function rareAt(kind: u32, entry: u32): usize {
  return listOf(kind).at(entry)
}
