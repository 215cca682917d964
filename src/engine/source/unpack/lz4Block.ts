/**
 * One block of LZ4. Source: lz4_Block_format.md of the LZ4 project.
 *
 *   sequence:  token (literals u4 | match u4) | more literals 255… | literals | offset u16 | more match 255…
 */

const LEAST_MATCH = 4
const MORE = 15

/**
 * Unpacks a block into `room` from `from` on; what it refers back to stands before, from `first` on.
 *
 * @returns where what was unpacked ends. Of a block that ends early, is damaged, or has no room: where its last whole
 * sequence ends, as ~end, which is negative.
 */
export function unpackLz4Block(block: Uint8Array, room: Uint8Array, first: number, from: number): number {
  const end = block.length
  let at = 0
  let to = from
  while (at < end) {
    const token = block[at++] as number
    let literals = token >> 4
    if (literals === MORE) {
      let more = 255
      while (more === 255) {
        if (at >= end) return ~to
        more = block[at++] as number
        literals += more
      }
    }
    if (literals > end - at || literals > room.length - to) return ~to
    room.set(block.subarray(at, at + literals), to)
    at += literals
    to += literals
    // The last sequence is literals alone.
    if (at === end) return to
    if (end - at < 2) return ~to
    const back = (block[at] as number) | ((block[at + 1] as number) << 8)
    at += 2
    let match = (token & MORE) + LEAST_MATCH
    if ((token & MORE) === MORE) {
      let more = 255
      while (more === 255) {
        if (at >= end) return ~to
        more = block[at++] as number
        match += more
      }
    }
    if (back === 0 || back > to - first || match > room.length - to) return ~to
    if (back >= match) room.copyWithin(to, to - back, to - back + match)
    // What it copies is still being written: a run.
    else for (let done = 0; done < match; done += 1) room[to + done] = room[to + done - back] as number
    to += match
  }
  return ~to
}
