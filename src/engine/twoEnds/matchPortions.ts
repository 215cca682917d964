/**
 * Matches by byte ranges what segmentation offload cut or joined: a super-segment at the sender is several segments at
 * the receiver, several segments at the sender may be one at the receiver, and their borders need not coincide.
 */
import type { Delivery } from './delivery'
import type { Discriminator } from './identity'
import { Ranges } from './ranges'
import { deviation, isPossible, type Timing } from './timing'
import { endPosition, type WireSegment } from './wireSegment'
import { inSlices, type Work } from './work'

/** Told of a whole segment, true of its parts too. */
const TOLD_OF_PARTS: readonly string[] = ['timestamp value', 'timestamp echo']

export function* matchPortions(delivery: Delivery, kept: readonly Discriminator[], timing: Timing): Work<void> {
  const tests = kept.filter(({ name }) => TOLD_OF_PARTS.includes(name))
  const isAlike = (sent: WireSegment, got: WireSegment): boolean => tests.every(({ read }) => read(sent) === read(got))
  const open = delivery.openSent().filter((index) => (delivery.sent[index]?.length ?? 0) > 0)
  if (open.length === 0) return
  const byPosition = new PositionIndex(delivery.sent, open)
  const arrived = new Map<number, Ranges>(open.map((index) => [index, new Ranges()]))
  yield* inSlices(delivery.openGot(), (got) => {
    const arrival = delivery.got[got] as WireSegment
    if (arrival.length === 0) return
    const end = endPosition(arrival)
    for (let at = arrival.position; at < end; ) {
      const candidates = byPosition.holding(at).filter((index) => {
        const sent = delivery.sent[index] as WireSegment
        return !isSameRange(sent, arrival) && isAlike(sent, arrival) && isPossible(timing, sent.time, arrival.time)
      })
      const sent = best(candidates, delivery, arrived, arrival, at, timing)
      if (sent === null) break
      const to = Math.min(end, endPosition(delivery.sent[sent] as WireSegment))
      if (at === arrival.position && arrived.get(sent)?.covered(at, end) === end - at) {
        delivery.duplicateOf[got] = sent
        break
      }
      arrived.get(sent)?.add(at, to)
      delivery.matchPortion({ sent, got, from: at, to })
      at = to
    }
  })
}

/** Nothing was cut or joined: were it that segment, it would have been matched whole. */
const isSameRange = (sent: WireSegment, got: WireSegment): boolean =>
  sent.position === got.position && sent.length === got.length

/** Of sendings that hold this position: one whose byte has not arrived yet, and whose time fits best. */
function best(
  candidates: readonly number[],
  delivery: Delivery,
  arrived: ReadonlyMap<number, Ranges>,
  arrival: WireSegment,
  at: number,
  timing: Timing,
): number | null {
  let found: number | null = null
  let least = Number.POSITIVE_INFINITY
  for (const index of candidates) {
    const hasArrived = (arrived.get(index)?.covered(at, at + 1) ?? 0) > 0
    const cost = deviation(timing, delivery.sent[index]?.time ?? 0, arrival.time) + (hasArrived ? 1 : 0)
    if (cost < least) [found, least] = [index, cost]
  }
  return found
}

/** Finds the segments that hold a position. */
class PositionIndex {
  private readonly sorted: readonly number[]
  /** No segment takes more sequence numbers. */
  private readonly longest: number

  constructor(
    private readonly segments: readonly WireSegment[],
    indexes: readonly number[],
  ) {
    this.sorted = [...indexes].sort((a, b) => this.start(a) - this.start(b))
    this.longest = indexes.reduce((most, index) => Math.max(most, this.end(index) - this.start(index)), 0)
  }

  holding(position: number): number[] {
    const found: number[] = []
    for (let at = this.firstFrom(position - this.longest); at < this.sorted.length; at += 1) {
      const index = this.sorted[at] as number
      if (this.start(index) > position) break
      if (this.end(index) > position) found.push(index)
    }
    return found
  }

  private start(index: number): number {
    return this.segments[index]?.position ?? 0
  }

  private end(index: number): number {
    return endPosition(this.segments[index] as WireSegment)
  }

  private firstFrom(position: number): number {
    let low = 0
    let high = this.sorted.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if (this.start(this.sorted[middle] as number) < position) low = middle + 1
      else high = middle
    }
    return low
  }
}
