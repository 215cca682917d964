/**
 * Names of addresses, as DNS answered: who asked counts first, since many names share an address; then anybody's answer.
 * Those that the capture file itself gives stand beside them, and count where nobody was seen to ask.
 * Open addressing by a 64-bit mark of both addresses, which stands for them.
 *
 *   slot:  mark u64 (0: empty) | name u32 | unused u32
 */
import { allocate, recycle } from '../memory'

const FIRST_CAPACITY: u32 = 1 << 8
/** Later addresses get no name: twice this is what a busy resolver's hour needs. */
const MAX_ENTRIES: u32 = 1 << 17
/** Those that the file gives leave room for answers. */
const MAX_FILE_ENTRIES: u32 = 1 << 16
const SLOT_BYTES: usize = 16
const SLOT_NAME: usize = 8
/** Tells an IPv4 address from the IPv6 address of the same number. */
const IPV4: u64 = (<u64>1) << 40
/** Stand for askers that are no addresses. */
const ANYBODY: u64 = 0
const THE_FILE: u64 = 1
const MIX_1: u64 = ((<u64>0x9e3779b9) << 32) | 0x7f4a7c15
const MIX_2: u64 = ((<u64>0xc2b2ae3d) << 32) | 0x27d4eb4f

let slots: usize = 0
let capacity: u32 = 0
let count: u32 = 0

function mix(value: u64): u64 {
  let x = (value ^ (value >> 32)) * MIX_1
  x = (x ^ (x >> 29)) * MIX_2
  return x ^ (x >> 32)
}

function markOf(address: usize, isIpv6: bool): u64 {
  return isIpv6 ? mix(load<u64>(address) ^ mix(load<u64>(address, 8) + 6)) : mix((load<u32>(address) as u64) | IPV4)
}

/** Of an address as its asker knows it. */
function markFor(asker: u64, address: u64): u64 {
  return mix(asker * MIX_2 + address) | 1
}

/** The slot of a mark, or the empty one where it belongs. */
function slotOf(mark: u64): usize {
  const mask = capacity - 1
  let i = u32(mark >> 32) & mask
  let slot = slots + <usize>i * SLOT_BYTES
  while (load<u64>(slot) !== mark && load<u64>(slot) !== 0) {
    i = (i + 1) & mask
    slot = slots + <usize>i * SLOT_BYTES
  }
  return slot
}

function grow(): bool {
  const oldSlots = slots
  const oldCapacity = capacity
  const wanted = max(capacity << 1, FIRST_CAPACITY)
  const fresh = allocate(<usize>wanted * SLOT_BYTES)
  if (fresh === 0) return false
  slots = fresh
  capacity = wanted
  for (let i: u32 = 0; i < oldCapacity; i++) {
    const old = oldSlots + <usize>i * SLOT_BYTES
    if (load<u64>(old) !== 0) memory.copy(slotOf(load<u64>(old)), old, SLOT_BYTES)
  }
  if (oldCapacity > 0) recycle(oldSlots, <usize>oldCapacity * SLOT_BYTES)
  return true
}

function keep(mark: u64, name: usize): void {
  if (capacity === 0 && !grow()) return
  let slot = slotOf(mark)
  if (load<u64>(slot) === 0) {
    if (count >= MAX_ENTRIES || (count * 2 >= capacity && !grow())) return
    slot = slotOf(mark)
    count++
  }
  store<u64>(slot, mark)
  store<u32>(slot, u32(name), SLOT_NAME)
}

/** Whether any address has a name. */
export function hasAddressNames(): bool {
  return count > 0
}

/** `asker` was told that `name` has this address. The newest answer counts. */
export function keepAddressName(asker: usize, askerIsIpv6: bool, address: usize, isIpv6: bool, name: usize): void {
  const mark = markOf(address, isIpv6)
  keep(markFor(markOf(asker, askerIsIpv6), mark), name)
  keep(markFor(ANYBODY, mark), name)
}

/** The name that `asker` looked up to get this address, else one that anybody did; 0: nobody was seen to. */
export function addressNameFor(asker: usize, address: usize, isIpv6: bool): usize {
  const mark = markOf(address, isIpv6)
  const own = slotOf(markFor(markOf(asker, isIpv6), mark))
  if (load<u64>(own) !== 0) return load<u32>(own, SLOT_NAME)
  return load<u32>(slotOf(markFor(ANYBODY, mark)), SLOT_NAME)
}

/** The file says that `name` has this address. */
export function keepFileName(address: usize, isIpv6: bool, name: usize): void {
  if (count < MAX_FILE_ENTRIES) keep(markFor(THE_FILE, markOf(address, isIpv6)), name)
}

/** The name that the file gives an address; 0: none. */
export function fileNameOf(address: usize, isIpv6: bool): usize {
  return capacity === 0 ? 0 : load<u32>(slotOf(markFor(THE_FILE, markOf(address, isIpv6))), SLOT_NAME)
}
