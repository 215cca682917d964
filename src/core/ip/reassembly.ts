/**
 * Datagrams under way: fragments gather in slots, which are made when first needed and used again and again. The walk
 * goes on inside the slot of a datagram that became whole.
 *
 *     slot:  addresses, id, protocol, ... | coverage | pieces | 64 KiB of data
 */

import { countAbandoned, countFragmentConflict, countReassembled, frameTime } from '../counters'
import { destinationAddress, here, isIpv6, moveTo, sourceAddress } from '../cursor'
import { allocate } from '../memory'
import { arrived, COVERAGE_BYTES, isInConflict, place } from './coverage'
import { addPiece, completePieces, emptyPieces, PIECES_BYTES } from './pieces'

/** With DATAGRAM_MAX, 16 MiB of data under way, and 1 MiB about it. */
const MAX_SLOTS: u32 = 256
const DATAGRAM_MAX: u32 = 65536
// RFC 8200 §4.5. Wireshark waits for ever, and then mixes datagrams that happen to have the same id.
const PATIENCE_NS: i64 = 60_000_000_000

const SOURCE: usize = 0
const DESTINATION: usize = 16
const ID: usize = 32
const KIND: usize = 36
const TOTAL: usize = 40
const FIRST_PROTOCOL: usize = 44
const SINCE: usize = 48
const ORDER: usize = 56
const COVERAGE: usize = 64
const PIECES: usize = COVERAGE + COVERAGE_BYTES
const DATA: usize = PIECES + PIECES_BYTES
const SLOT_BYTES: usize = DATA + (DATAGRAM_MAX as usize)
const TOTAL_UNKNOWN: u32 = 0xffffffff
// RFC 8200 §4.5: source, destination and id tell IPv6 datagrams apart; RFC 791 §3.2: the protocol too.
const KIND_IPV6: u32 = 0x100

/** u32 each, by slot: pointer; tag of the datagram under way, 0: none; 1: this frame's walk is inside the slot. */
const slots = memory.data(MAX_SLOTS * 4, 4)
const tags = memory.data(MAX_SLOTS * 4, 4)
const lent = memory.data(MAX_SLOTS * 4, 4)
let made: u32 = 0
let lentSlots: u32 = 0
let begun: u32 = 0
let protocolOfFirst: u32 = 0

function field(array: usize, slot: u32): usize {
  return array + ((<usize>slot) << 2)
}

function pointerTo(slot: u32): usize {
  return <usize>load<u32>(field(slots, slot))
}

/** A slot stays as it is for as long as the walk through a frame may point into it. */
function takeBackLent(): void {
  if (lentSlots === 0) return
  for (let slot: u32 = 0; slot < made; slot++) {
    if (load<u32>(field(lent, slot)) !== 0 && here() - pointerTo(slot) <= SLOT_BYTES) return
  }
  memory.fill(lent, 0, MAX_SLOTS * 4)
  lentSlots = 0
}

function sameAddress(kept: usize, address: usize): bool {
  if (!isIpv6()) return load<u32>(kept) === load<u32>(address)
  return load<u64>(kept) === load<u64>(address) && load<u64>(kept, 8) === load<u64>(address, 8)
}

function tagOf(id: u32, kind: u32): u32 {
  const last: usize = isIpv6() ? 12 : 0
  const addresses = load<u32>(sourceAddress() + last) ^ rotl(load<u32>(destinationAddress() + last), 16)
  return (addresses ^ (id * 0x9e3779b1) ^ kind) | 1
}

/** The slot of the datagram under way, or -1. */
function find(tag: u32, id: u32, kind: u32): i32 {
  for (let slot: u32 = 0; slot < made; slot++) {
    if (load<u32>(field(tags, slot)) !== tag) continue
    const at = pointerTo(slot)
    if (load<u32>(at, ID) !== id || load<u32>(at, KIND) !== kind) continue
    if (!sameAddress(at + SOURCE, sourceAddress()) || !sameAddress(at + DESTINATION, destinationAddress())) continue
    return slot
  }
  return -1
}

/** The slot whose datagram was begun first, or -1. */
function oldest(): i32 {
  let found = -1
  let least = u32.MAX_VALUE
  for (let slot: u32 = 0; slot < made; slot++) {
    if (load<u32>(field(tags, slot)) === 0) continue
    const order = load<u32>(pointerTo(slot), ORDER)
    if (order > least) continue
    least = order
    found = slot
  }
  if (found >= 0) countAbandoned()
  return found
}

/** A slot for another datagram, if need be the oldest one's; -1: no memory is left for any. */
function unused(): i32 {
  for (let slot: u32 = 0; slot < made; slot++) {
    if (load<u32>(field(tags, slot)) === 0 && load<u32>(field(lent, slot)) === 0) return slot
  }
  const fresh = made < MAX_SLOTS ? allocate(SLOT_BYTES) : 0
  if (fresh === 0) return oldest()
  store<u32>(field(slots, made), u32(fresh))
  return made++
}

function begin(slot: u32, tag: u32, id: u32, kind: u32): void {
  const at = pointerTo(slot)
  const addressBytes: usize = isIpv6() ? 16 : 4
  memory.copy(at + SOURCE, sourceAddress(), addressBytes)
  memory.copy(at + DESTINATION, destinationAddress(), addressBytes)
  store<u32>(at, id, ID)
  store<u32>(at, kind, KIND)
  store<u32>(at, TOTAL_UNKNOWN, TOTAL)
  store<u64>(at, frameTime(), SINCE)
  store<u32>(at, begun++, ORDER)
  store<u32>(at, 0, COVERAGE)
  emptyPieces(at + PIECES)
  store<u32>(field(tags, slot), tag)
}

/**
 * Takes in the `bytes` bytes at the cursor, a fragment of the datagram `id` between the addresses at the cursor, from
 * byte `offset` on. True: the datagram is whole and the cursor stands at its start.
 */
export function reassemble(protocol: u32, id: u32, offset: u32, bytes: u32, hasMore: bool): bool {
  const end = offset + bytes
  if (bytes === 0 || end > DATAGRAM_MAX) return false
  takeBackLent()
  const kind = isIpv6() ? KIND_IPV6 : protocol
  const tag = tagOf(id, kind)
  let slot = find(tag, id, kind)
  if (slot >= 0 && <i64>(frameTime() - load<u64>(pointerTo(slot), SINCE)) > PATIENCE_NS) {
    countAbandoned()
    begin(slot, tag, id, kind)
  } else if (slot < 0) {
    slot = unused()
    if (slot < 0) return false
    begin(slot, tag, id, kind)
  }
  const at = pointerTo(slot)
  const isPlaced = place(at + COVERAGE, at + DATA, here(), offset, end)
  if (isInConflict()) countFragmentConflict()
  if (!isPlaced) {
    countAbandoned()
    store<u32>(field(tags, slot), 0)
    return false
  }
  addPiece(at + PIECES, here(), protocol, offset, bytes, hasMore)
  if (offset === 0) store<u32>(at, protocol, FIRST_PROTOCOL)
  if (!hasMore && load<u32>(at, TOTAL) === TOTAL_UNKNOWN) store<u32>(at, end, TOTAL)
  // Another tail than the first one changes nothing, as in Wireshark.
  const total = load<u32>(at, TOTAL)
  if (arrived(at + COVERAGE) < total) return false

  store<u32>(field(tags, slot), 0)
  store<u32>(field(lent, slot), 1)
  lentSlots++
  protocolOfFirst = load<u32>(at, FIRST_PROTOCOL)
  completePieces(at + PIECES)
  moveTo(at + DATA, total)
  countReassembled()
  return true
}

/** The protocol that the datagram's first fragment announced: RFC 8200 §4.5 counts no other. */
export function reassembledProtocol(): u32 {
  return protocolOfFirst
}
