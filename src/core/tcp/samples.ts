/**
 * Round-trip samples of one flow: smallest, largest, count, and all samples as f32 in chunks that double, so that a
 * median can be told to 7 digits at about 4 bytes a sample.
 *
 *   chunk:  older chunk u32 | used u16 | capacity u16 | f32 nanoseconds × capacity
 */
import { FLOW_RTT_CHUNK, FLOW_RTT_MAX, FLOW_RTT_MIN, FLOW_RTT_SAMPLES } from '../../contracts/abi'
import { allocate } from '../memory'

const FIRST_CAPACITY: u32 = 4
const LAST_CAPACITY: u32 = 1 << 15
const USED: usize = 4
const CAPACITY: usize = 6
const VALUES: usize = 8
const SLAB_BYTES: usize = 1 << 19

let slab: usize = 0
let slabEnd: usize = 0

/** Chunks share slabs: the allocator's 64-byte steps would double the cost of small ones. */
function chunkMemory(bytes: usize): usize {
  if (slabEnd - slab < bytes) {
    slab = allocate(SLAB_BYTES)
    slabEnd = slab === 0 ? 0 : slab + SLAB_BYTES
    if (slab === 0) return 0
  }
  const at = slab
  slab += bytes
  return at
}

function newestChunkWithRoom(flow: usize): usize {
  const newest: usize = load<u32>(flow, FLOW_RTT_CHUNK)
  const capacity: u32 = newest === 0 ? 0 : load<u16>(newest, CAPACITY)
  if (newest !== 0 && load<u16>(newest, USED) < capacity) return newest
  const size = newest === 0 ? FIRST_CAPACITY : min(capacity << 1, LAST_CAPACITY)
  const fresh = chunkMemory(VALUES + <usize>size * 4)
  if (fresh === 0) return 0
  store<u32>(fresh, u32(newest))
  store<u16>(fresh, 0, USED)
  store<u16>(fresh, u16(size), CAPACITY)
  store<u32>(flow, u32(fresh), FLOW_RTT_CHUNK)
  return fresh
}

/** Adds a sample of `nanoseconds`. */
export function addSample(flow: usize, nanoseconds: f64): void {
  const chunk = newestChunkWithRoom(flow)
  if (chunk === 0) return
  const used: u32 = load<u16>(chunk, USED)
  store<f32>(chunk + VALUES + <usize>used * 4, f32(nanoseconds))
  store<u16>(chunk, u16(used + 1), USED)

  const count = load<u32>(flow, FLOW_RTT_SAMPLES)
  if (count === 0 || nanoseconds < load<f64>(flow, FLOW_RTT_MIN)) store<f64>(flow, nanoseconds, FLOW_RTT_MIN)
  if (count === 0 || nanoseconds > load<f64>(flow, FLOW_RTT_MAX)) store<f64>(flow, nanoseconds, FLOW_RTT_MAX)
  store<u32>(flow, count + 1, FLOW_RTT_SAMPLES)
}

let scratch: usize = 0
let scratchCapacity: u32 = 0

/** The median sample in nanoseconds (the lower of the middle two), NaN where there is none. */
export function medianSample(flow: usize): f64 {
  const count = load<u32>(flow, FLOW_RTT_SAMPLES)
  if (count === 0) return NaN
  if (count > scratchCapacity) {
    const capacity = max(count, max(scratchCapacity << 1, 1024))
    const fresh = allocate(<usize>capacity * 4)
    if (fresh === 0) return NaN
    scratch = fresh
    scratchCapacity = capacity
  }
  let at = scratch
  for (let chunk: usize = load<u32>(flow, FLOW_RTT_CHUNK); chunk !== 0; chunk = load<u32>(chunk)) {
    const bytes = <usize>load<u16>(chunk, USED) * 4
    memory.copy(at, chunk + VALUES, bytes)
    at += bytes
  }
  return selectSample(i32((count - 1) >> 1), i32(count))
}

/** Hoare's selection over the scratch samples: the one that would stand at `wanted` if they were sorted. */
function selectSample(wanted: i32, count: i32): f64 {
  let low = 0
  let high = count - 1
  while (low < high) {
    const pivot = load<f32>(scratch + ((<usize>((low + high) >> 1)) << 2))
    let left = low
    let right = high
    while (left <= right) {
      while (load<f32>(scratch + ((<usize>left) << 2)) < pivot) left++
      while (load<f32>(scratch + ((<usize>right) << 2)) > pivot) right--
      if (left <= right) {
        const kept = load<f32>(scratch + ((<usize>left) << 2))
        store<f32>(scratch + ((<usize>left) << 2), load<f32>(scratch + ((<usize>right) << 2)))
        store<f32>(scratch + ((<usize>right) << 2), kept)
        left++
        right--
      }
    }
    if (wanted <= right) high = right
    else if (wanted >= left) low = left
    else break
  }
  return f64(load<f32>(scratch + ((<usize>wanted) << 2)))
}
