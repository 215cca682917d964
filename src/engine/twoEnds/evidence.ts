/** Judges what is at one end only, by what the segments around it prove. */

import { Flag } from '../../contracts/abi'
import type { Fate } from '../../contracts/twoEnds'
import { said } from '../said/said'
import { commaWords } from '../words'
import type { Delivery } from './delivery'
import { Ranges } from './ranges'
import { type DirectionView, whyNotCovered } from './view'
import { endPosition, hasFlag, sequenceLength, type WireSegment } from './wireSegment'

export interface Judgement {
  readonly fate: Fate
  /** Said when it is read; null: it is plain. */
  readonly reason: (() => string) | null
}

export class Evidence {
  private readonly sentRanges: Ranges
  private readonly gotRanges: Ranges
  private readonly sentUpTo: number
  private readonly acknowledgedUpTo: number
  /** Time to live of segments that surely came from the other end. */
  private readonly hops = new Set<number>()

  /** @param answers what the receiver's end sent back, as its own capture has it. */
  constructor(
    delivery: Delivery,
    private readonly view: DirectionView,
    answers: readonly WireSegment[],
  ) {
    this.sentRanges = rangesOf(delivery.sent)
    this.gotRanges = rangesOf(delivery.got)
    this.sentUpTo = greatest(delivery.sent.filter(isNoReset).map(endPosition))
    this.acknowledgedUpTo = greatest(answers.map(({ ackedPosition }) => ackedPosition))
    delivery.got.forEach(({ ttl }, index) => {
      if (ttl !== null && delivery.sentOf[index]?.length !== 0) this.hops.add(ttl)
    })
  }

  /** Of a segment that its sender's capture has and the receiver's lacks. */
  ofMissing(segment: WireSegment): Judgement {
    const { receiver } = this.view
    const blind = whyNotCovered(receiver, this.view.expectedArrival(segment.time))
    if (blind !== null) return { fate: 'unknown', reason: blind }
    const length = sequenceLength(segment)
    const isAcknowledged = length > 0 && isNoReset(segment) && this.acknowledgedUpTo >= endPosition(segment)
    if (isAcknowledged && this.gotRanges.covered(segment.position, endPosition(segment)) < length) {
      return { fate: 'uncaptured', reason: () => said`the other end acknowledged it, so ${receiver.name} missed it` }
    }
    return { fate: 'lost', reason: null }
  }

  /** Of a segment that the receiver's capture has and its sender's lacks. */
  ofStrange(segment: WireSegment): Judgement {
    const { sender } = this.view
    const blind = whyNotCovered(sender, this.view.expectedSending(segment.time))
    if (blind !== null) return { fate: 'unknown', reason: blind }
    const length = sequenceLength(segment)
    const wasPassed = length > 0 && isNoReset(segment) && this.sentUpTo > endPosition(segment)
    if (wasPassed && this.sentRanges.covered(segment.position, endPosition(segment)) < length) {
      return { fate: 'uncaptured', reason: () => said`its sender went on after it, so ${sender.name} missed it` }
    }
    const hops = this.unusualHops(segment)
    if (hops !== null) return { fate: 'forged', reason: () => said`${sender.name} doesn't have it, and ${hops()}` }
    if (hasFlag(segment, Flag.RST) || sender.droppedFrames === 0) {
      return { fate: 'forged', reason: () => said`${sender.name} doesn't have it` }
    }
    return { fate: 'unknown', reason: () => said`${sender.name} doesn't have it, or missed it` }
  }

  /** null: they are those of segments from there. */
  private unusualHops({ ttl }: WireSegment): (() => string) | null {
    if (ttl === null || this.hops.size === 0 || this.hops.has(ttl)) return null
    const usual = [...this.hops].sort((a, b) => a - b).map(String)
    return () => said`its time to live is ${ttl}, that of segments from there ${commaWords(usual)}`
  }
}

/** NaN, an unknown number, is none. */
const greatest = (values: readonly number[]): number =>
  values.reduce((most, value) => (Number.isNaN(value) ? most : Math.max(most, value)), Number.NEGATIVE_INFINITY)

const isNoReset = (segment: WireSegment): boolean => !hasFlag(segment, Flag.RST)

function rangesOf(segments: readonly WireSegment[]): Ranges {
  const ranges = new Ranges()
  for (const segment of segments) if (isNoReset(segment)) ranges.add(segment.position, endPosition(segment))
  return ranges
}
