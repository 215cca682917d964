/**
 * Gaps in the sequence space that one endpoint has sent, as seen: what was skipped and may still come. Lets each
 * sequence number be counted once, and tells a late segment that fills a gap from one that repeats.
 *
 *   node:  next u32 | start u32 | end u32
 */
import { ENDPOINT_HOLES } from '../../contracts/abi'
import { giveNode, takeNode } from './pool'
import * as sequence from './sequence'

/** More holes than this at once is a capture that misses most of a flow; the oldest are forgotten. */
const HOLE_LIMIT: i32 = 256
const NEXT: usize = 0
const START: usize = 4
const END: usize = 8

/** Remembers that [start, end) was skipped. Newest first. */
export function addHole(endpoint: usize, start: u32, end: u32): void {
  const node: usize = takeNode()
  if (node === 0) return
  store<u32>(node, load<u32>(endpoint, ENDPOINT_HOLES), NEXT)
  store<u32>(node, start, START)
  store<u32>(node, end, END)
  store<u32>(endpoint, u32(node), ENDPOINT_HOLES)
  let at = node
  let count = 1
  while (at !== 0) {
    const next: usize = load<u32>(at, NEXT)
    if (next !== 0 && count++ >= HOLE_LIMIT) {
      store<u32>(at, load<u32>(next, NEXT), NEXT)
      giveNode(next)
      return
    }
    at = next
  }
}

/** How many bytes of [start, end) fall into holes; the holes shrink by them. */
export function fillHoles(endpoint: usize, start: u32, end: u32): u32 {
  let filled: u32 = 0
  let before: usize = 0
  let at: usize = load<u32>(endpoint, ENDPOINT_HOLES)
  while (at !== 0) {
    const next: usize = load<u32>(at, NEXT)
    const holeStart = load<u32>(at, START)
    const holeEnd = load<u32>(at, END)
    const from = sequence.later(start, holeStart)
    const to = sequence.earlier(end, holeEnd)
    if (sequence.lessThan(from, to)) {
      filled += to - from
      const restBefore = from !== holeStart
      const restAfter = to !== holeEnd
      if (restBefore && restAfter) {
        const rest: usize = takeNode()
        if (rest !== 0) {
          store<u32>(rest, u32(next), NEXT)
          store<u32>(rest, to, START)
          store<u32>(rest, holeEnd, END)
          store<u32>(at, u32(rest), NEXT)
        }
        store<u32>(at, from, END)
        before = rest !== 0 ? rest : at
        at = next
        continue
      }
      if (restBefore) store<u32>(at, from, END)
      else if (restAfter) store<u32>(at, to, START)
      else {
        if (before === 0) store<u32>(endpoint, u32(next), ENDPOINT_HOLES)
        else store<u32>(before, u32(next), NEXT)
        giveNode(at)
        at = next
        continue
      }
    }
    before = at
    at = next
  }
  return filled
}

/** How many holes have a part in [from, to). */
export function countHoles(endpoint: usize, from: u32, to: u32): u32 {
  let found: u32 = 0
  for (let at: usize = load<u32>(endpoint, ENDPOINT_HOLES); at !== 0; at = load<u32>(at, NEXT)) {
    if (sequence.lessThan(load<u32>(at, START), to) && sequence.greaterThan(load<u32>(at, END), from)) found++
  }
  return found
}

/** Where the first hole in [from, to) begins; `to` where there is none. */
export function firstHole(endpoint: usize, from: u32, to: u32): u32 {
  let first = to
  for (let at: usize = load<u32>(endpoint, ENDPOINT_HOLES); at !== 0; at = load<u32>(at, NEXT)) {
    if (!sequence.greaterThan(load<u32>(at, END), from)) continue
    first = sequence.earlier(first, sequence.later(from, load<u32>(at, START)))
  }
  return first
}

/** How many holes there are now, and their bytes all together. */
export function holeCount(endpoint: usize): u32 {
  let count: u32 = 0
  for (let at: usize = load<u32>(endpoint, ENDPOINT_HOLES); at !== 0; at = load<u32>(at, NEXT)) count++
  return count
}
export function holeBytes(endpoint: usize): f64 {
  let bytes: f64 = 0
  for (let at: usize = load<u32>(endpoint, ENDPOINT_HOLES); at !== 0; at = load<u32>(at, NEXT)) {
    bytes += f64(load<u32>(at, END) - load<u32>(at, START))
  }
  return bytes
}
