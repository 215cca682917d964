/**
 * All flows, in blocks that never move, and a hash table from a 4-tuple to its newest incarnation. Open addressing with
 * the hash beside the number, so that a miss rarely touches a flow.
 *
 *   slot:  hash u32 (0: empty) | flow u32
 */
import {
  ENDPOINT_BYTES,
  ENDPOINT_WINDOW_SHIFT,
  FLOW_ADDRESS_A,
  FLOW_ADDRESS_B,
  FLOW_BITS,
  FLOW_BYTES,
  FLOW_EARLIER,
  FLOW_ENDPOINTS,
  FLOW_PORT_A,
  FLOW_PORT_B,
  FLOWS_PER_BLOCK,
  FlowBit,
  WINDOW_SHIFT_UNKNOWN,
} from '../../contracts/abi'
import { allocate, recycle } from '../memory'
import { direction } from './key'

const BLOCK_LIMIT: u32 = 1 << 16
const FIRST_CAPACITY: u32 = 1 << 12
const SLOT_BYTES: usize = 8
/** An IPv6 flow's two addresses, beside the flow. */
const IPV6_PAIR: usize = 32

let blocks: usize = 0
let count: u32 = 0
let slots: usize = 0
let capacity: u32 = 0
let used: u32 = 0
let foundFlow: u32 = 0
let foundDirection: i32 = 0
let addressSlab: usize = 0
let addressSlabEnd: usize = 0

/** Makes the empty table; false when no memory is left. */
export function buildFlowTable(): bool {
  blocks = allocate(<usize>BLOCK_LIMIT * 4)
  capacity = FIRST_CAPACITY
  slots = allocate(<usize>capacity * SLOT_BYTES)
  return blocks !== 0 && slots !== 0
}

export function flowCount(): u32 {
  return count
}

/** Pointer to a flow's record. */
export function flowAt(flow: u32): usize {
  return <usize>load<u32>(blocks + <usize>(flow / FLOWS_PER_BLOCK) * 4) + <usize>(flow % FLOWS_PER_BLOCK) * FLOW_BYTES
}

/** What the last successful `find` or `add` found. */
export function found(): u32 {
  return foundFlow
}
/** 0: sent by A, 1: by B. */
export function foundSender(): i32 {
  return foundDirection
}

/** Finds the newest incarnation of a 4-tuple; false: there is none. */
export function find(
  hash: u32,
  source: usize,
  destination: usize,
  sourcePort: u32,
  destinationPort: u32,
  isIpv6: bool,
): bool {
  const mask = capacity - 1
  for (let i = hash & mask; ; i = (i + 1) & mask) {
    const slot = slots + <usize>i * SLOT_BYTES
    const slotHash = load<u32>(slot)
    if (slotHash === 0) return false
    if (slotHash !== hash) continue
    const flow = load<u32>(slot, 4)
    const way = direction(flowAt(flow), source, destination, sourcePort, destinationPort, isIpv6)
    if (way < 0) continue
    foundFlow = flow
    foundDirection = way
    return true
  }
}

function grow(): bool {
  const oldSlots = slots
  const oldCapacity = capacity
  const fresh = allocate(<usize>oldCapacity * 2 * SLOT_BYTES)
  if (fresh === 0) return false
  slots = fresh
  capacity = oldCapacity * 2
  const mask = capacity - 1
  for (let i: u32 = 0; i < oldCapacity; i++) {
    const entry = load<u64>(oldSlots + <usize>i * SLOT_BYTES)
    if (entry === 0) continue
    let to = u32(entry) & mask
    while (load<u32>(slots + <usize>to * SLOT_BYTES) !== 0) to = (to + 1) & mask
    store<u64>(slots + <usize>to * SLOT_BYTES, entry)
  }
  recycle(oldSlots, <usize>oldCapacity * SLOT_BYTES)
  return true
}

function keepAddresses(record: usize, source: usize, destination: usize, isIpv6: bool): bool {
  if (!isIpv6) {
    store<u32>(record, load<u32>(source), FLOW_ADDRESS_A)
    store<u32>(record, load<u32>(destination), FLOW_ADDRESS_B)
    return true
  }
  if (addressSlab === addressSlabEnd) {
    addressSlab = allocate(IPV6_PAIR * 1024)
    addressSlabEnd = addressSlab === 0 ? 0 : addressSlab + IPV6_PAIR * 1024
    if (addressSlab === 0) return false
  }
  memory.copy(addressSlab, source, 16)
  memory.copy(addressSlab + 16, destination, 16)
  store<u32>(record, u32(addressSlab), FLOW_ADDRESS_A)
  store<u32>(record, u32(addressSlab + 16), FLOW_ADDRESS_B)
  addressSlab += IPV6_PAIR
  return true
}

function newRecord(): usize {
  if (count % FLOWS_PER_BLOCK === 0) {
    if (count / FLOWS_PER_BLOCK >= BLOCK_LIMIT) return 0
    const block = allocate(<usize>FLOWS_PER_BLOCK * FLOW_BYTES)
    if (block === 0) return 0
    store<u32>(blocks + <usize>(count / FLOWS_PER_BLOCK) * 4, u32(block))
  }
  return flowAt(count)
}

/**
 * Adds a flow whose endpoint A is the source; it becomes what `find` finds for its 4-tuple. `earlier`: the incarnation
 * before it plus 1, or 0. False when no memory is left.
 */
export function add(
  hash: u32,
  source: usize,
  destination: usize,
  sourcePort: u32,
  destinationPort: u32,
  isIpv6: bool,
  earlier: u32,
): bool {
  if (used * 2 >= capacity && !grow()) return false
  const record = newRecord()
  if (record === 0 || !keepAddresses(record, source, destination, isIpv6)) return false
  store<u16>(record, u16(sourcePort), FLOW_PORT_A)
  store<u16>(record, u16(destinationPort), FLOW_PORT_B)
  store<u32>(record, earlier, FLOW_EARLIER)
  store<u32>(record, isIpv6 ? FlowBit.IPV6 : 0, FLOW_BITS)
  store<u8>(record + FLOW_ENDPOINTS, u8(WINDOW_SHIFT_UNKNOWN), ENDPOINT_WINDOW_SHIFT)
  store<u8>(record + FLOW_ENDPOINTS + ENDPOINT_BYTES, u8(WINDOW_SHIFT_UNKNOWN), ENDPOINT_WINDOW_SHIFT)

  const mask = capacity - 1
  let i = hash & mask
  if (earlier === 0) {
    while (load<u32>(slots + <usize>i * SLOT_BYTES) !== 0) i = (i + 1) & mask
    used++
  } else {
    while (
      load<u32>(slots + <usize>i * SLOT_BYTES, 4) !== earlier - 1 ||
      load<u32>(slots + <usize>i * SLOT_BYTES) !== hash
    )
      i = (i + 1) & mask
  }
  store<u32>(slots + <usize>i * SLOT_BYTES, hash)
  store<u32>(slots + <usize>i * SLOT_BYTES, count, 4)
  foundFlow = count
  foundDirection = 0
  count++
  return true
}
