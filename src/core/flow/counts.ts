/** What is counted of a flow only where it occurs: most flows have none of it, so it lies beside the record. */
import { COUNTS_BYTES, FLOW_ANALYSIS } from '../../contracts/abi'
import { allocate } from '../memory'

const SLAB_BYTES: usize = COUNTS_BYTES * 256

let slab: usize = 0
let slabEnd: usize = 0

/** Pointer to a flow's counts, made where it had none; 0: no memory is left. */
export function countsOf(flow: usize): usize {
  const counts: usize = load<u32>(flow, FLOW_ANALYSIS)
  return counts !== 0 ? counts : newCounts(flow)
}

/** Counts share slabs: the allocator's 64-byte steps would waste a third. */
function newCounts(flow: usize): usize {
  if (slab === slabEnd) {
    slab = allocate(SLAB_BYTES)
    slabEnd = slab === 0 ? 0 : slab + SLAB_BYTES
    if (slab === 0) return 0
  }
  store<u32>(flow, u32(slab), FLOW_ANALYSIS)
  slab += COUNTS_BYTES
  return slab - COUNTS_BYTES
}

/** Counts each of a set of analysis flags so many `times`. */
export function countAnalysis(flow: usize, found: u32, times: u32 = 1): void {
  const counts = countsOf(flow)
  if (counts === 0) return
  for (let left = found; left !== 0; left &= left - 1) {
    const at = counts + ((<usize>ctz(left)) << 2)
    store<u32>(at, load<u32>(at) + times)
  }
}
