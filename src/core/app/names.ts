/**
 * Names that packets told, each kept once: flows by the thousand ask for the same few. A name is known by its address
 * and never moves.
 *
 *   name:  length u16 | its bytes, visible ASCII        slot:  hash u32 (0: empty) | name u32
 */
import { NAME_LENGTH, NAME_TEXT } from '../../contracts/abi'
import { allocate, recycle } from '../memory'
import { isVisible } from './text'

/** RFC 1035 §2.3.4; no host has a longer one. */
const MAX_BYTES: u32 = 255
/** With MAX_BYTES, 64 MiB; a capture that names more hosts leaves the later ones unnamed. */
const MAX_NAMES: u32 = 1 << 18
const FIRST_CAPACITY: u32 = 1 << 8
const BLOCK_BYTES: usize = 1 << 15
const SLOT_BYTES: usize = 8
// FNV-1a.
const HASH_BASIS: u32 = 0x811c9dc5
const HASH_PRIME: u32 = 0x01000193

let slots: usize = 0
let capacity: u32 = 0
let count: u32 = 0
let block: usize = 0
let blockLeft: usize = 0

function hashOf(text: usize, length: u32): u32 {
  let hash = HASH_BASIS
  for (let i: u32 = 0; i < length; i++) hash = (hash ^ load<u8>(text + i)) * HASH_PRIME
  return hash | 1
}

function grow(): bool {
  const wanted = max(capacity << 1, FIRST_CAPACITY)
  const fresh = allocate(<usize>wanted * SLOT_BYTES)
  if (fresh === 0) return false
  const mask = wanted - 1
  for (let i: u32 = 0; i < capacity; i++) {
    const entry = load<u64>(slots + <usize>i * SLOT_BYTES)
    if (entry === 0) continue
    let to = u32(entry) & mask
    while (load<u32>(fresh + <usize>to * SLOT_BYTES) !== 0) to = (to + 1) & mask
    store<u64>(fresh + <usize>to * SLOT_BYTES, entry)
  }
  if (capacity > 0) recycle(slots, <usize>capacity * SLOT_BYTES)
  slots = fresh
  capacity = wanted
  return true
}

function keep(text: usize, length: u32): usize {
  const bytes = (<usize>length + NAME_TEXT + 1) & ~(<usize>1)
  if (bytes > blockLeft) {
    block = allocate(BLOCK_BYTES)
    blockLeft = block === 0 ? 0 : BLOCK_BYTES
    if (block === 0) return 0
  }
  const name = block
  store<u16>(name, u16(length), NAME_LENGTH)
  memory.copy(name + NAME_TEXT, text, length)
  block += bytes
  blockLeft -= bytes
  return name
}

function isIn(slot: usize, hash: u32, text: usize, length: u32): bool {
  const name = <usize>load<u32>(slot, 4)
  if (load<u32>(slot) !== hash || <u32>load<u16>(name, NAME_LENGTH) !== length) return false
  return memory.compare(name + NAME_TEXT, text, length) === 0
}

/** The slot of a name, or the empty one where it belongs. */
function slotOf(hash: u32, text: usize, length: u32): usize {
  const mask = capacity - 1
  let i = hash & mask
  let slot = slots + <usize>i * SLOT_BYTES
  while (load<u32>(slot) !== 0 && !isIn(slot, hash, text, length)) {
    i = (i + 1) & mask
    slot = slots + <usize>i * SLOT_BYTES
  }
  return slot
}

/** The name that these bytes are; 0: they are none, or there are too many names. */
export function nameOf(text: usize, length: u32): usize {
  if (length > MAX_BYTES || !isVisible(text, length)) return 0
  if (capacity === 0 && !grow()) return 0
  const hash = hashOf(text, length)
  const known = load<u32>(slotOf(hash, text, length), 4)
  if (known !== 0) return known
  if (count >= MAX_NAMES || (count * 2 >= capacity && !grow())) return 0
  const name = keep(text, length)
  if (name === 0) return 0
  const slot = slotOf(hash, text, length)
  store<u32>(slot, hash)
  store<u32>(slot, u32(name), 4)
  count++
  return name
}
