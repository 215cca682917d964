/**
 * The core's memory: a bump allocator that grows linear memory in large steps and never frees. What comes and goes
 * (list nodes) is pooled by its owner.
 */

const PAGE: u64 = 65536
/** Growing is slow and detaches the host's views: do it rarely. */
const GROW_PAGES: i32 = 256

let next: u64 = 0
let exhausted: bool = false

/** `bytes` of zeroed memory, 64-byte aligned; 0 when none is left, from then on for good. */
export function allocate(bytes: usize): usize {
  if (next == 0) next = ((__heap_base as u64) + 63) & ~63
  const at = next
  const end = at + (((bytes as u64) + 63) & ~63)
  const size = (memory.size() as u64) * PAGE
  if (end > size) {
    const needed = i32((end - size + PAGE - 1) / PAGE)
    if (memory.grow(max(needed, GROW_PAGES)) < 0 && memory.grow(needed) < 0) {
      exhausted = true
      return 0
    }
  }
  next = end
  return at as usize
}

/** Whether an allocation was ever refused. */
export function isExhausted(): bool {
  return exhausted
}
