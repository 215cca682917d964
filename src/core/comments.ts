/** Comments that a pcapng file carries; their text stays in the file. Layout: contracts/abi.ts, COMMENT_. */
import { COMMENT_FRAME, COMMENT_LENGTH, COMMENT_OFFSET } from '../contracts/abi'
import { allocate } from './memory'

const COMMENT_BYTES: usize = 16

let comments: usize = 0
let capacity: u32 = 0
let count: u32 = 0

export function commentCount(): u32 {
  return count
}

export function commentAt(comment: u32): usize {
  return comments + <usize>comment * COMMENT_BYTES
}

/** Remembers `length` bytes of text at a file offset; `frame`: whose comment it is, see COMMENT_FRAME. */
export function addComment(offset: u64, length: u32, frame: u32): void {
  if (count === capacity) {
    const wanted = max<u32>(capacity << 1, 64)
    const fresh = allocate(<usize>wanted * COMMENT_BYTES)
    if (fresh === 0) return
    if (count > 0) memory.copy(fresh, comments, <usize>count * COMMENT_BYTES)
    comments = fresh
    capacity = wanted
  }
  const at = commentAt(count)
  store<u64>(at, offset, COMMENT_OFFSET)
  store<u32>(at, length, COMMENT_LENGTH)
  store<u32>(at, frame, COMMENT_FRAME)
  count++
}
