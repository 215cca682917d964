/** The timeline in words: for who can't see it, and for who asks what is under the pointer. */

import type { TimeStyle } from '../../../contracts/preferences'
import type { Timeline, TimelineDensity, TimelineFlow, TimeRange } from '../../../contracts/timeline'
import { i18n } from '../../i18n/i18n'
import { amountWords } from '../../ui/amount'
import type { DayStyle } from '../../ui/dayTime'
import { formatCount, formatDuration } from '../../ui/format'
import { lifeOrder, outcomeWord } from '../outcomes'
import { type AxisUnit, axisUnit, formatAt, formatDayAt } from './timeAxis'

/** What times are counted from, in which unit, and how finely. */
export interface TimeWords {
  /** Start of the capture: nanoseconds since the epoch. */
  readonly start: number
  readonly unit: AxisUnit
  readonly pixelNs: number
  /** Times are times of day; null: since the start. */
  readonly day: DayStyle | null
}

export function timeWords(shown: TimeRange, start: number, width: number, times: TimeStyle = 'relative'): TimeWords {
  const span = shown.to - shown.from
  return { start, unit: axisUnit(span), pixelNs: span / Math.max(1, width), day: times === 'relative' ? null : times }
}

export const atWords = (time: number, { start, unit, pixelNs, day }: TimeWords): string =>
  day === null ? formatAt(time - start, unit, pixelNs) : formatDayAt(time, day, pixelNs)

/** `1.20 s to 3.45 s`. */
export const rangeWords = ({ from, to }: TimeRange, words: TimeWords): string =>
  i18n.t('overview:timeline.range', { from: atWords(from, words), to: atWords(to, words) })

/** How a flow opened and stands, and when it was there. */
export function flowWords(flow: TimelineFlow, words: TimeWords): { readonly how: string; readonly when: string } {
  return {
    how: i18n.t(`overview:timeline.opening.${flow.opening}`, { outcome: outcomeWord(flow.outcome) }),
    when: i18n.t('overview:timeline.when', {
      duration: formatDuration(flow.last - flow.first),
      start: atWords(flow.first, words),
    }),
  }
}

/** How many flows were there in a column, and of which outcome, the most first. */
export function columnWords(density: TimelineDensity, column: number): readonly string[] {
  const counts = lifeOrder(density.outcomes)
    .map(({ outcome, counts: all }) => ({ outcome, count: all[column] as number }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count)
  const total = counts.reduce((sum, { count }) => sum + count, 0)
  const stuck = density.stuck[column] as number
  return [
    amountWords('flow', total),
    ...counts.map(({ outcome, count }) =>
      i18n.t('overview:timeline.ofOutcome', { amount: formatCount(count), outcome: outcomeWord(outcome) }),
    ),
    ...(stuck > 0 ? [i18n.t('overview:timeline.stuck', { amount: formatCount(stuck) })] : []),
  ]
}

/** What the heading adds: what is drawn. */
export function drawingWords({ drawing, flows }: Timeline): string {
  if (flows === 0) return i18n.t('overview:timeline.drawing.none')
  return drawing.kind === 'dumbbells'
    ? i18n.t('overview:timeline.drawing.each')
    : i18n.t('overview:timeline.drawing.atOnce', { most: formatCount(drawing.most) })
}

/** The whole picture as a sentence or two. */
export function summaryWords(timeline: Timeline, words: TimeWords): string {
  const { drawing, flows, from, to } = timeline
  const parts = [
    timeline.isMoment
      ? i18n.t('overview:timeline.summaryMoment', { flows: amountWords('flow', flows) })
      : i18n.t('overview:timeline.summary', { flows: amountWords('flow', flows), duration: formatDuration(to - from) }),
  ]
  if (drawing.kind === 'density') {
    const column = fullestColumn(drawing)
    const time = from + ((column + 0.5) / drawing.stuck.length) * (to - from)
    parts.push(i18n.t('overview:timeline.summaryMost', { most: formatCount(drawing.most), time: atWords(time, words) }))
  } else {
    const stuck = drawing.flows.filter(({ severity }) => severity === 'stuck').length
    if (stuck > 0) parts.push(i18n.t('overview:timeline.summaryStuck', { amount: formatCount(stuck) }))
  }
  return parts.join(' ')
}

function fullestColumn({ outcomes, most, stuck }: TimelineDensity): number {
  const total = (column: number) => outcomes.reduce((sum, { counts }) => sum + (counts[column] as number), 0)
  return Math.max(
    0,
    stuck.findIndex((_, column) => total(column) === most),
  )
}
