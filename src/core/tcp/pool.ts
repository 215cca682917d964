/** Fixed-size list nodes, reused through a free list, so that tracking never allocates per segment. */
import { allocate } from '../memory'

/** Bytes of a node; its first u32 links free nodes and list neighbours alike. */
export const NODE_BYTES: usize = 24
const NODES_PER_BLOCK: usize = 2730

let free: usize = 0

/** A node with undefined contents; 0 when no memory is left. */
export function takeNode(): usize {
  if (free === 0) {
    const block = allocate(NODES_PER_BLOCK * NODE_BYTES)
    if (block === 0) return 0
    for (let i: usize = 0; i < NODES_PER_BLOCK; i++) giveNode(block + i * NODE_BYTES)
  }
  const node = free
  free = load<u32>(node)
  return node
}

export function giveNode(node: usize): void {
  store<u32>(node, u32(free))
  free = node
}

/** Gives back a whole list. */
export function giveList(head: usize): void {
  while (head !== 0) {
    const next = load<u32>(head)
    giveNode(head)
    head = next
  }
}
