/** Finds which of two captures was taken nearer to the client. */
import type { Side } from '../../contracts/flow'
import type { End, TwoEndsFlow } from '../../contracts/twoEnds'
import type { SegmentPair } from './matchSegments'
import { median } from './order'

export interface ClientEnd {
  readonly end: End
  readonly knownBy: TwoEndsFlow['clientEndKnownBy']
}

/** A segment as the first and the second capture have it. */
export type SeenTwice = SegmentPair

/** Delays that don't differ by more than this tell nothing. */
const ROUGHNESS_NS = 2_000

/** @param pairs segments of both directions, the first capture's first. @returns null where they don't tell. */
export function clientEndOf(pairs: readonly SeenTwice[]): ClientEnd | null {
  return byTimeToLive(pairs) ?? byDelays(pairs)
}

/** Every router takes one off the time to live: it is greater at the sender's end. */
function byTimeToLive(pairs: readonly SeenTwice[]): ClientEnd | null {
  let balance = 0
  for (const [first, second] of pairs) {
    if (first.ttl === null || second.ttl === null) continue
    const lead = Math.sign(first.ttl - second.ttl)
    balance += first.from === 'client' ? lead : -lead
  }
  return balance === 0 ? null : { end: balance > 0 ? 'first' : 'second', knownBy: 'time to live' }
}

/**
 * Whatever the clocks: what the second capture is later than the first by is greater for segments towards it than for
 * segments from it, by the round trip. Neighbours are compared, so that a drift hardly counts.
 */
function byDelays(pairs: readonly SeenTwice[]): ClientEnd | null {
  const sorted = [...pairs].sort(([a], [b]) => a.time - b.time)
  const gains: number[] = []
  for (const [index, [first, second]] of sorted.entries()) {
    const next = sorted[index + 1]
    if (!next || next[0].from === first.from) continue
    const here = second.time - first.time
    const there = next[1].time - next[0].time
    gains.push(first.from === 'client' ? here - there : there - here)
  }
  const gain = median(gains) ?? 0
  if (Math.abs(gain) <= ROUGHNESS_NS) return null
  return { end: gain > 0 ? 'first' : 'second', knownBy: 'delays' }
}

/** The end that captures a side's segments before they set out. */
export const endOf = (side: Side, clientEnd: End): End =>
  side === 'client' ? clientEnd : clientEnd === 'first' ? 'second' : 'first'
