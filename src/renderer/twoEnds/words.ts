/** What two captures tell, in words. Pure. */
import type { Side } from '../../contracts/flow'
import type { ClockRelation, SegmentFate, TwoEndsFlow } from '../../contracts/twoEnds'
import { i18n } from '../i18n/i18n'
import { formatBytes, formatCount, formatDuration } from '../ui/format'

/** `9.8 s ahead`, `5 ms behind`, `exactly alike` */
export function offsetWords({ offsetNs }: ClockRelation): string {
  if (offsetNs === 0) return i18n.t('twoEnds:clocks.alike')
  const time = formatDuration(Math.abs(offsetNs))
  return i18n.t(offsetNs > 0 ? 'twoEnds:clocks.ahead' : 'twoEnds:clocks.behind', { time })
}

/** How exact the offset is. */
export function uncertaintyWords({ uncertaintyNs, samples }: ClockRelation): string {
  const by = i18n.t('twoEnds:clocks.samples', { count: samples, shown: formatCount(samples) })
  if (uncertaintyNs === null) return i18n.t('twoEnds:clocks.oneWay', { by })
  return i18n.t('twoEnds:clocks.uncertainty', { time: formatDuration(uncertaintyNs), by })
}

/** How fast the second clock runs against the first. */
export function driftWords({ driftPpm }: ClockRelation): string {
  if (driftPpm === null) return i18n.t('twoEnds:clocks.driftUnknown')
  const pace = driftPpm === 0 ? 'driftNone' : driftPpm > 0 ? 'driftFaster' : 'driftSlower'
  return i18n.t(`twoEnds:clocks.${pace}`, { ppm: Math.abs(driftPpm).toFixed(1) })
}

/** `PSH,ACK 412 B` */
export function segmentWords({ flags, length }: SegmentFate): string {
  return [flags.join(','), length > 0 ? formatBytes(length) : ''].filter(Boolean).join(' ')
}

/** `after 10 ms, altered` */
export function fateWords(segment: SegmentFate): string {
  const parts = [plainFateWords(segment)]
  if (segment.isReordered) parts.push(i18n.t('twoEnds:fate.overtaken'))
  if (segment.changes.length > 0) parts.push(i18n.t('twoEnds:fate.altered'))
  return parts.join(i18n.t('twoEnds:comma'))
}

function plainFateWords({ fate, delayNs, lostBytes, isDelayed }: SegmentFate): string {
  if (fate === 'partly lost') return i18n.t('twoEnds:fate.partlyLost', { bytes: formatCount(lostBytes) })
  if (fate !== 'arrived' || delayNs === null) return i18n.t(`twoEnds:fate.${fate}`)
  return i18n.t(isDelayed ? 'twoEnds:fate.lateAfter' : 'twoEnds:fate.after', { time: formatDuration(delayNs) })
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
  const parts = [
    [both('lost') + both('partlyLost'), 'lost'],
    [both('forged'), 'forged'],
    [both('altered'), 'altered'],
    [both('delayed'), 'late'],
    [both('reordered'), 'overtaken'],
    [both('duplicates'), 'twice'],
  ] as const
  return parts
    .flatMap(([count, word]) => (count > 0 ? [i18n.t(`twoEnds:trouble.${word}`, { shown: formatCount(count) })] : []))
    .join(i18n.t('twoEnds:comma'))
}
