/** Matches the segments of one direction: what its sender's end saw against what its receiver's end saw. */
import { Delivery } from './delivery'
import { type Discriminator, type Group, groupsBy, keptDiscriminators, segmentKey, transmissionKey } from './identity'
import { matchPortions } from './matchPortions'
import { rescueAltered } from './rescueAltered'
import { deviation, isPossible, pairInTime, type Timing } from './timing'
import type { WireSegment } from './wireSegment'
import { inSlices, type Work } from './work'

export type SegmentPair = readonly [sent: WireSegment, got: WireSegment]

/** What both ends saw of one direction. */
export interface Direction {
  readonly sent: readonly WireSegment[]
  readonly got: readonly WireSegment[]
}

/**
 * Pairs that are surely one segment without knowing the clocks: there is only one of its kind at either end, or, where
 * none is, as many at both.
 */
export function* surePairs(direction: Direction): Work<{ pairs: SegmentPair[]; kept: readonly Discriminator[] }> {
  const kept = yield* keptDiscriminators(yield* pairsBy(direction, segmentKey, 1))
  const keyOf = (segment: WireSegment): string => transmissionKey(segment, kept)
  const single = yield* pairsBy(direction, keyOf, 1)
  return { kept, pairs: single.length > 0 ? single : yield* pairsBy(direction, keyOf, Number.POSITIVE_INFINITY) }
}

/** Pairs of the groups that both ends have equally many of, at most `most`. */
function* pairsBy(
  { sent, got }: Direction,
  keyOf: (segment: WireSegment) => string,
  most: number,
): Work<SegmentPair[]> {
  const pairs: SegmentPair[] = []
  yield* inSlices(yield* groupsBy(sent, got, keyOf), (group) => {
    if (group.sent.length !== group.got.length || group.sent.length > most) return
    for (const [row, index] of group.sent.entries()) {
      pairs.push([sent[index] as WireSegment, got[group.got[row] as number] as WireSegment])
    }
  })
  return pairs
}

/** Matches all that can be matched; see Delivery for what is left. */
export function* matchSegments(
  { sent, got }: Direction,
  kept: readonly Discriminator[],
  timing: Timing,
): Work<Delivery> {
  const delivery = new Delivery(sent, got)
  const groups = yield* groupsBy(sent, got, (segment) => transmissionKey(segment, kept))
  yield* inSlices(groups, (group) => {
    const pairs = pairInTime(timesOf(sent, group.sent), timesOf(got, group.got), timing)
    for (const [row, column] of pairs) delivery.match(group.sent[row] as number, group.got[column] as number)
  })
  yield* rescueAltered(delivery, kept, timing)
  yield* matchPortions(delivery, kept, timing)
  yield* inSlices(groups, (group) => markDuplicates(delivery, group, timing))
  return delivery
}

const timesOf = (segments: readonly WireSegment[], indexes: readonly number[]): number[] =>
  indexes.map((index) => segments[index]?.time ?? 0)

/** Arrivals beyond those that were sent: copies of the sending that they fit best. */
function markDuplicates(delivery: Delivery, group: Group, timing: Timing): void {
  if (group.got.every((index) => !delivery.isGotOpen(index))) return
  // An altered segment's copies are alike only at the receiver's end.
  const sent = new Set([...group.sent, ...group.got.flatMap((index) => delivery.sentOf[index] ?? [])])
  for (const index of group.got) {
    if (!delivery.isGotOpen(index)) continue
    const at = delivery.got[index]?.time ?? 0
    let best: number | null = null
    let least = Number.POSITIVE_INFINITY
    for (const candidate of sent) {
      const sentAt = delivery.sent[candidate]?.time ?? 0
      if (delivery.isSentOpen(candidate) || !isPossible(timing, sentAt, at)) continue
      const cost = deviation(timing, sentAt, at)
      if (cost < least) [best, least] = [candidate, cost]
    }
    delivery.duplicateOf[index] = best
  }
}
