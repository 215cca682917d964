/** The timeline in words: for who can't see it, and for who asks what is under the pointer. */
import type { Timeline, TimelineDensity, TimelineFlow, TimeRange } from '../../../contracts/timeline'
import { formatAmount, formatCount, formatDuration } from '../../ui/format'
import { lifeOrder, outcomeWord } from '../outcomes'
import { type AxisUnit, axisUnit, formatAt } from './timeAxis'

/** What times are counted from, in which unit, and how finely. */
export interface TimeWords {
  /** Start of the capture: nanoseconds since the epoch. */
  readonly start: number
  readonly unit: AxisUnit
  readonly pixelNs: number
}

export function timeWords(shown: TimeRange, start: number, width: number): TimeWords {
  const span = shown.to - shown.from
  return { start, unit: axisUnit(span), pixelNs: span / Math.max(1, width) }
}

export const atWords = (time: number, { start, unit, pixelNs }: TimeWords): string =>
  formatAt(time - start, unit, pixelNs)

/** `1.20 s to 3.45 s`. */
export const rangeWords = ({ from, to }: TimeRange, words: TimeWords): string =>
  `${atWords(from, words)} to ${atWords(to, words)}`

const OPENING_WORDS = {
  handshake: 'Handshake seen',
  attempt: 'Handshake not completed',
  before: 'Open before the capture',
} as const

/** How a flow opened and stands, and when it was there. */
export function flowWords(flow: TimelineFlow, words: TimeWords): { readonly how: string; readonly when: string } {
  return {
    how: `${OPENING_WORDS[flow.opening]}, then ${outcomeWord(flow.outcome)}`,
    when: `${formatDuration(flow.last - flow.first)} from ${atWords(flow.first, words)}`,
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
    formatAmount(total, 'flow', 'flows'),
    ...counts.map(({ outcome, count }) => `${formatCount(count)} ${outcomeWord(outcome)}`),
    ...(stuck > 0 ? [`${formatCount(stuck)} stuck`] : []),
  ]
}

/** What the heading adds: what is drawn. */
export function drawingWords({ drawing, flows }: Timeline): string {
  if (flows === 0) return 'no flow'
  return drawing.kind === 'dumbbells'
    ? 'each flow from first to last segment'
    : `flows at a time, up to ${formatCount(drawing.most)}`
}

/** The whole picture as a sentence or two. */
export function summaryWords(timeline: Timeline, words: TimeWords): string {
  const { drawing, flows, from, to } = timeline
  const parts = [`${formatAmount(flows, 'flow', 'flows')} over ${formatDuration(to - from)}.`]
  if (drawing.kind === 'density') {
    const column = fullestColumn(drawing)
    const time = from + ((column + 0.5) / drawing.stuck.length) * (to - from)
    parts.push(`Most at a time: ${formatCount(drawing.most)}, around ${atWords(time, words)}.`)
  } else {
    const stuck = drawing.flows.filter(({ severity }) => severity === 'stuck').length
    if (stuck > 0) parts.push(`${formatCount(stuck)} stuck.`)
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
