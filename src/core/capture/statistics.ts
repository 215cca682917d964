/**
 * How many packets were dropped, as a pcapng tells: in Interface Statistics Blocks, whose counts go up from block to
 * block, so that the newest of each interface stands; and in packets, each those since the one before. Of an interface
 * the larger number counts.
 *
 *   body:  interface u32 | time u64 | options
 */
import { COUNTER_DROPS } from '../../contracts/abi'
import { countQuality } from '../counters'
import * as interfaces from './interfaces'
import { u16At, u32At, u64At } from './order'

const OPTIONS_AT: usize = 20
const OPTION_END: u32 = 0
/** Dropped for want of resources: by the interface, by the operating system. */
const OPTION_INTERFACE_DROPS: u32 = 5
const OPTION_SYSTEM_DROPS: u32 = 7
/** Of a packet: dropped since the one before of its interface. */
const OPTION_DROPS_BEFORE: u32 = 4

/** Takes in the block of `length` bytes at `at`. */
export function readStatistics(at: usize, length: u32): void {
  const record = interfaces.interfaceAt(u32At(at + 8))
  if (record === 0) return
  const end = at + length - 4
  const drops = sumOf(at + OPTIONS_AT, end, OPTION_INTERFACE_DROPS) + sumOf(at + OPTIONS_AT, end, OPTION_SYSTEM_DROPS)
  countQuality(COUNTER_DROPS, interfaces.newDrops(record, drops))
}

/** Takes in the options of a packet of an interface, which lie in [at, end). */
export function readDropsBefore(record: usize, at: usize, end: usize): void {
  const drops = sumOf(at, end, OPTION_DROPS_BEFORE)
  if (drops > 0) countQuality(COUNTER_DROPS, interfaces.newDropsBefore(record, drops))
}

/** Numbers of 64 bits in the options with this code, added up. */
function sumOf(at: usize, end: usize, wanted: u32): u64 {
  let sum: u64 = 0
  for (let option = at; option < end && end - option >= 4; ) {
    const code = u16At(option)
    const bytes = u16At(option + 2)
    if (code === OPTION_END || <usize>bytes > end - option - 4) break
    if (code === wanted && bytes === 8) sum += u64At(option + 4)
    option += 4 + <usize>((bytes + 3) & ~3)
  }
  return sum
}
