/**
 * The core's memory: a bump allocator that grows linear memory in steps and never frees. What comes and goes (list
 * nodes) is pooled by its owner; a table that was outgrown is handed back once and used up by what comes next.
 */

const PAGE: u64 = 65536
/** Growing is slow and detaches the host's views: do it rarely, but waste little. */
const GROW_PAGES: i32 = 64

let next: u64 = 0
let recycled: usize = 0
let recycledEnd: usize = 0

/** `bytes` of zeroed memory, 64-byte aligned; 0 when none is left. */
export function allocate(bytes: usize): usize {
  // Above the module's own objects: those were made before the first call, and none is made after it.
  if (next === 0) next = (u64(heap.alloc(64)) + 127) & ~63
  const rounded = ((bytes as u64) + 63) & ~63
  if (rounded <= <u64>(recycledEnd - recycled)) {
    const reused = recycled
    recycled += <usize>rounded
    memory.fill(reused, 0, <usize>rounded)
    return reused
  }
  const at = next
  const end = at + rounded
  const size = (memory.size() as u64) * PAGE
  if (end > size) {
    const needed = i32((end - size + PAGE - 1) / PAGE)
    if (memory.grow(max(needed, GROW_PAGES)) < 0 && memory.grow(needed) < 0) {
      return 0
    }
  }
  next = end
  return at as usize
}

/** A copy of a list of `count` items with room for `capacity` of `bytes` each; 0 when no memory is left. */
export function roomier(list: usize, count: u32, capacity: u32, bytes: usize): usize {
  const fresh = allocate(<usize>capacity * bytes)
  if (fresh !== 0 && count > 0) memory.copy(fresh, list, <usize>count * bytes)
  return fresh
}

/** Hands back `bytes` at `at`, which nothing refers to any more; the bigger of two such pieces is kept. */
export function recycle(at: usize, bytes: usize): void {
  if (bytes <= recycledEnd - recycled) return
  recycled = at
  recycledEnd = at + bytes
}
