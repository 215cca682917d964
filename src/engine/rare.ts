/** What few segments have: the core's lists by kind (RARE_). */
import { RARE_NUMBER, RARE_SEGMENT, type RareKind } from '../contracts/abi'
import type { Core } from './core'

const HIGH = 4

const segmentOf = (core: Core, kind: RareKind, entry: number): number =>
  core.views.u32[(core.rarePointer(kind, entry) + RARE_SEGMENT) >>> 2] as number

/** Index of the first entry of a segment from `segment` on. */
function firstFrom(core: Core, kind: RareKind, segment: number): number {
  let low = 0
  let high = core.rareCount(kind)
  while (low < high) {
    const middle = (low + high) >>> 1
    if (segmentOf(core, kind, middle) < segment) low = middle + 1
    else high = middle
  }
  return low
}

/**
 * Calls `visit` for each of the segments from `first` up to `end` that has a number of this kind, in order.
 *
 * @param visit low and high: of the number, 32 bits each.
 */
export function eachRare(
  core: Core,
  kind: RareKind,
  first: number,
  end: number,
  visit: (segment: number, low: number, high: number) => void,
): void {
  const count = core.rareCount(kind)
  if (count === 0) return
  const { u32 } = core.views
  for (let entry = firstFrom(core, kind, first); entry < count; entry += 1) {
    const pointer = core.rarePointer(kind, entry)
    const segment = u32[(pointer + RARE_SEGMENT) >>> 2] as number
    if (segment >= end) return
    visit(segment, u32[(pointer + RARE_NUMBER) >>> 2] as number, u32[(pointer + RARE_NUMBER + HIGH) >>> 2] as number)
  }
}
