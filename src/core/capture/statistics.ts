/**
 * Interface Statistics Blocks of pcapng: how many packets were dropped. Counts go up from block to block, so the newest
 * of each interface stands.
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

/** Takes in the block of `length` bytes at `at`. */
export function readStatistics(at: usize, length: u32): void {
  const record = interfaces.interfaceAt(u32At(at + 8))
  if (record === 0) return
  const end = at + length - 4
  let drops: u64 = 0
  for (let option = at + OPTIONS_AT; option < end && end - option >= 4; ) {
    const code = u16At(option)
    const bytes = u16At(option + 2)
    if (code === OPTION_END || <usize>bytes > end - option - 4) break
    if ((code === OPTION_INTERFACE_DROPS || code === OPTION_SYSTEM_DROPS) && bytes === 8) drops += u64At(option + 4)
    option += 4 + <usize>((bytes + 3) & ~3)
  }
  countQuality(COUNTER_DROPS, interfaces.newDrops(record, drops))
}
