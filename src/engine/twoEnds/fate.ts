/** What became of every segment of one direction. */
import { flagNames } from '../../contracts/names'
import type { Fate, FieldChange, SegmentFate } from '../../contracts/twoEnds'
import { type Changes, changesOf } from './changes'
import type { Delivery } from './delivery'
import { Evidence, type Judgement } from './evidence'
import type { Discriminator } from './identity'
import { outOfOrder } from './order'
import { Ranges } from './ranges'
import type { DirectionView } from './view'
import type { WireSegment } from './wireSegment'
import { inSlices, type Work } from './work'

/** Never called delayed below this beyond the usual: hosts and captures themselves are late by so much. */
const LEAST_DELAY_NS = 5_000_000
/** Beyond so many times the median deviation from the median a delay is none of the usual ones. */
const DEVIATIONS = 8
const NO_CHANGES: Changes = { own: [], everywhere: [] }

export interface DirectionResult {
  readonly fates: readonly SegmentFate[]
  /** What the path changed nearly everywhere, with the arrival it was seen in. */
  readonly everywhere: readonly { readonly change: FieldChange; readonly got: WireSegment }[]
}

export function* judgeDirection(
  delivery: Delivery,
  kept: readonly Discriminator[],
  view: DirectionView,
  answers: readonly WireSegment[],
): Work<DirectionResult> {
  const evidence = new Evidence(delivery, view, answers)
  const arrivals = delivery.sent.map((_, index) => firstArrival(delivery, index)?.time ?? Number.NaN)
  const late = outOfOrder(arrivals)
  const everywhere: { change: FieldChange; got: WireSegment }[] = []

  const ofSent = (segment: WireSegment, index: number): SegmentFate => {
    const got = firstArrival(delivery, index)
    if (got === null) {
      const { fate, reason } = evidence.ofMissing(segment)
      const lostBytes = fate === 'lost' ? segment.length : 0
      return fateOf(segment, view, { fate, reason, lostBytes, sent: segment })
    }
    const missing = missingBytes(delivery, index)
    const changes = isWhole(delivery, index) ? changesOf(segment, got, kept) : NO_CHANGES
    for (const change of changes.everywhere) everywhere.push({ change, got })
    const delayNs = view.delay(segment.time, got.time)
    return fateOf(segment, view, {
      fate: missing > 0 ? 'partly lost' : 'arrived',
      sent: segment,
      got: (delivery.gotOf[index] ?? []).map((arrival) => delivery.got[arrival] as WireSegment),
      delayNs,
      isDelayed: isFar(view, segment.time, delayNs),
      isReordered: late.has(index),
      changes: changes.own,
      lostBytes: missing,
    })
  }
  const ofGot = (segment: WireSegment, index: number): SegmentFate[] => {
    const original = delivery.duplicateOf[index] ?? null
    if (original !== null) {
      const sent = delivery.sent[original] as WireSegment
      return [fateOf(segment, view, { fate: 'duplicate', sent, got: [segment] })]
    }
    return delivery.isGotOpen(index) ? [fateOf(segment, view, { ...evidence.ofStrange(segment), got: [segment] })] : []
  }
  const fates: SegmentFate[] = []
  yield* inSlices(delivery.sent, (segment, index) => fates.push(ofSent(segment, index)), true)
  yield* inSlices(delivery.got, (segment, index) => fates.push(...ofGot(segment, index)), true)
  return { fates, everywhere }
}

function firstArrival(delivery: Delivery, sent: number): WireSegment | null {
  const [first] = delivery.gotOf[sent] ?? []
  return first === undefined ? null : (delivery.got[first] ?? null)
}

/** One sending that is one arrival. */
function isWhole(delivery: Delivery, sent: number): boolean {
  const got = delivery.gotOf[sent] ?? []
  return got.length === 1 && delivery.sentOf[got[0] ?? 0]?.length === 1 && !delivery.isPortion(sent)
}

function missingBytes(delivery: Delivery, sent: number): number {
  const portions = delivery.portionsOf(sent)
  const segment = delivery.sent[sent]
  if (portions.length === 0 || !segment) return 0
  const arrived = new Ranges()
  for (const { from, to } of portions) arrived.add(from, to)
  return segment.length - arrived.covered(segment.position, segment.position + segment.length)
}

/** Whether a delay is far from what is usual: by the spread of the direction, and half of a round trip. */
function isFar(view: DirectionView, sent: number, delayNs: number): boolean {
  const far = Math.max(LEAST_DELAY_NS, DEVIATIONS * view.spreadNs, view.uncertainty(sent))
  return delayNs - view.usualNs > far
}

interface Found {
  readonly fate: Fate
  readonly sent?: WireSegment
  readonly got?: readonly WireSegment[]
  readonly reason?: Judgement['reason']
  readonly delayNs?: number
  readonly isDelayed?: boolean
  readonly isReordered?: boolean
  readonly changes?: readonly FieldChange[]
  readonly lostBytes?: number
}

const at = (start: bigint, time: number): bigint => start + BigInt(Math.round(time))

function fateOf(segment: WireSegment, view: DirectionView, found: Found): SegmentFate {
  const { sent, got = [] } = found
  const [first] = got
  const fate: SegmentFate = {
    from: segment.from,
    fate: found.fate,
    sentFrame: sent?.frame ?? null,
    arrivedFrames: got.map(({ frame }) => frame),
    sentAt: sent ? at(view.sender.start, sent.time) : null,
    arrivedAt: first ? at(view.receiver.start, first.time) : null,
    seq: segment.rawSeq,
    length: segment.length,
    flags: flagNames(segment.flags),
    delayNs: sent && first ? (found.delayNs ?? view.delay(sent.time, first.time)) : null,
    isDelayed: found.isDelayed ?? false,
    isReordered: found.isReordered ?? false,
    changes: found.changes ?? [],
    lostBytes: found.lostBytes ?? 0,
    reason: '',
  }
  return found.reason ? withReason(fate, found.reason) : fate
}

/** Said when it is read: in the language that is spoken then. */
const withReason = (fate: SegmentFate, reason: () => string): SegmentFate => ({
  ...fate,
  get reason() {
    return reason()
  },
})
