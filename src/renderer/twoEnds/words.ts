/** What two captures tell, in words. Pure. */
import type { Side } from '../../contracts/flow'
import type { ClockRelation, Fate, SegmentFate, TwoEndsFlow } from '../../contracts/twoEnds'
import { formatAmount, formatBytes, formatCount, formatDuration } from '../ui/format'

/** `9.8 s ahead`, `5 ms behind`, `exactly alike` */
export function offsetWords({ offsetNs }: ClockRelation): string {
  if (offsetNs === 0) return 'exactly alike'
  return `${formatDuration(Math.abs(offsetNs))} ${offsetNs > 0 ? 'ahead' : 'behind'}`
}

/** How exact the offset is. */
export function uncertaintyWords({ uncertaintyNs, samples }: ClockRelation): string {
  const by = `by ${formatAmount(samples, 'segment', 'segments')}`
  return uncertaintyNs === null ? `${by}, one way only` : `± ${formatDuration(uncertaintyNs)}, ${by}`
}

/** How fast the second clock runs against the first. */
export function driftWords({ driftPpm }: ClockRelation): string {
  if (driftPpm === null) return 'unknown, too few segments'
  const pace = driftPpm === 0 ? '' : driftPpm > 0 ? ' faster' : ' slower'
  return `${Math.abs(driftPpm).toFixed(1)} ppm${pace}`
}

/** `PSH,ACK 412 B` */
export function segmentWords({ flags, length }: SegmentFate): string {
  return [flags.join(','), length > 0 ? formatBytes(length) : ''].filter(Boolean).join(' ')
}

const FATE_WORDS: Readonly<Record<Fate, string>> = {
  arrived: 'arrived',
  'partly lost': 'partly lost',
  lost: 'lost on the way',
  duplicate: 'another copy',
  forged: 'forged on the way',
  uncaptured: 'not captured',
  unknown: 'unknown',
}

/** `arrived after 10 ms, altered` */
export function fateWords(segment: SegmentFate): string {
  const { fate, delayNs, lostBytes, changes, isDelayed, isReordered } = segment
  const parts = [FATE_WORDS[fate]]
  if (fate === 'arrived' && delayNs !== null) parts[0] = `${isDelayed ? 'late, ' : ''}after ${formatDuration(delayNs)}`
  if (fate === 'partly lost') parts[0] = `${formatCount(lostBytes)} B lost`
  if (isReordered) parts.push('overtaken')
  if (changes.length > 0) parts.push('altered')
  return parts.join(', ')
}

/** What a row's colour and mark say. */
export type FateTone = 'ok' | 'note' | 'warning' | 'stuck'

export function fateTone({ fate, isDelayed, isReordered, changes }: SegmentFate): FateTone {
  if (fate === 'lost' || fate === 'forged') return 'stuck'
  if (fate === 'partly lost' || changes.length > 0 || isDelayed) return 'warning'
  return fate === 'arrived' && !isReordered ? 'ok' : 'note'
}

/** Frames at both lifelines, client's first; several where an offloaded segment was cut. */
export function framesOf({ from, sentFrame, arrivedFrames }: SegmentFate): Readonly<Record<Side, string>> {
  const sent = sentFrame === null ? '' : String(sentFrame)
  const [first, ...others] = arrivedFrames
  const arrived = first === undefined ? '' : others.length > 0 ? `${first} +${others.length}` : String(first)
  return from === 'client' ? { client: sent, server: arrived } : { client: arrived, server: sent }
}

/** Which capture saw a segment at its sender's end. */
export function endOf(side: Side, { clientEnd }: Pick<TwoEndsFlow, 'clientEnd'>): 'first' | 'second' {
  const other = clientEnd === 'first' ? 'second' : 'first'
  return side === 'client' ? clientEnd : other
}

/** When a segment was first seen, by the first capture's clock; nanoseconds since the epoch. */
export function seenAt(
  segment: SegmentFate,
  flow: Pick<TwoEndsFlow, 'clientEnd'>,
  clock: ClockRelation | null,
): bigint | null {
  const { from, sentAt, arrivedAt } = segment
  const sender = endOf(from, flow)
  const [time, end] = sentAt !== null ? [sentAt, sender] : [arrivedAt, sender === 'first' ? 'second' : 'first']
  if (time === null) return null
  return end === 'second' ? time - BigInt(Math.round(clock?.offsetNs ?? 0)) : time
}

/** What went wrong on the way in one direction: `2 lost, 1 altered`; '' where nothing did. */
export function troubleWords(flow: Pick<TwoEndsFlow, 'directions'>): string {
  const { client, server } = flow.directions
  const both = (key: 'lost' | 'partlyLost' | 'forged' | 'altered' | 'delayed' | 'reordered' | 'duplicates') =>
    client[key] + server[key]
  const parts: readonly [number, string][] = [
    [both('lost') + both('partlyLost'), 'lost'],
    [both('forged'), 'forged'],
    [both('altered'), 'altered'],
    [both('delayed'), 'late'],
    [both('reordered'), 'overtaken'],
    [both('duplicates'), 'twice'],
  ]
  return parts.flatMap(([count, word]) => (count > 0 ? [`${formatCount(count)} ${word}`] : [])).join(', ')
}
