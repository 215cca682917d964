/**
 * Frames captured twice: by port mirroring, or on the `any` interface once for each device that they pass. The same
 * datagram, apart from what a router changes, within a moment. Found in a small table of what was seen last.
 *
 *   entry:  hash u64 | time u64
 */
import { u16be, u32be } from './bytes'
import { destinationAddress, isIpv6, sourceAddress, tcpAt } from './cursor'
import { allocate } from './memory'

const ENTRIES: u32 = 4096
const ENTRY_BYTES: usize = 16
/** Copies of a datagram that bears an identification follow each other within this time, ns. */
const MOMENT: u64 = 10_000_000
/** Without one, only segments that take sequence space, and this soon: nothing is sent again as fast, ns. */
const INSTANT: u64 = 50_000
/** From the source address back to the identification in an IPv4 header. */
const IDENTIFICATION_BEFORE_SOURCE: usize = 8
const MIX: u64 = ((<u64>0x9e3779b9) << 32) | 0x7f4a7c15

let table: usize = 0

function mix(value: u64): u64 {
  const x = (value ^ (value >> 31)) * MIX
  return x ^ (x >> 29)
}

function addressBits(address: usize, isLong: bool): u64 {
  return isLong ? load<u64>(address) ^ mix(load<u64>(address, 8)) : <u64>load<u32>(address)
}

/** Whether the segment that the cursor describes was captured a moment ago. `space`: sequence space that it takes. */
export function isDuplicate(time: u64, space: u32): bool {
  if (table === 0) table = allocate(<usize>ENTRIES * ENTRY_BYTES)
  if (table === 0) return false
  const at = tcpAt()
  const isLong = isIpv6()
  const identification = isLong ? 0 : u16be(sourceAddress() - IDENTIFICATION_BEFORE_SOURCE)
  if (identification === 0 && space === 0) return false
  // Ports, numbers, flags and window; the checksum stands for the payload.
  let hash = mix(addressBits(sourceAddress(), isLong) ^ ((<u64>identification) << 40))
  hash = mix(hash ^ addressBits(destinationAddress(), isLong))
  hash = mix(hash ^ load<u64>(at))
  hash = mix(hash ^ load<u64>(at, 8))
  hash ^= <u64>u16be(at + 16) | ((<u64>u32be(at)) << 32)

  const entry = table + <usize>(u32(hash) & (ENTRIES - 1)) * ENTRY_BYTES
  const seen = load<u64>(entry) === hash && time - load<u64>(entry, 8) <= (identification === 0 ? INSTANT : MOMENT)
  store<u64>(entry, hash)
  store<u64>(entry, time, 8)
  return seen
}
