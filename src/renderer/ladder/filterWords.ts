/** What a display filter leaves of a ladder, in words. */
import type { LadderRow } from '../../contracts/ladderRows'
import { i18n } from '../i18n/i18n'
import { formatCount } from '../ui/format'
import type { LadderFilter } from './useLadderFilter'

/** `12 of 345 match`; while segments are still looked at, with dots. */
export function foundWords({ matches, segments, isDone, problem }: LadderFilter): string {
  if (problem !== null) return i18n.t('ladder:filter.wrong')
  const words = i18n.t('ladder:filter.found', { amount: formatCount(matches), all: formatCount(segments) })
  return isDone ? words : `${words} …`
}

/** `12 / 345`: the same where there is little room. */
export function foundFigures({ matches, segments, isDone, problem }: LadderFilter): string {
  if (problem !== null) return '—'
  return `${formatCount(matches)} / ${formatCount(segments)}${isDone ? '' : ' …'}`
}

/** Of one row, for its line in the table: `matches`, `3 of 120 match`; '' where it holds no segment, or isn't known. */
export function rowMatchWords(row: LadderRow, counts: ReadonlyMap<number, number>): string {
  const count = counts.get(row.row)
  if (count === undefined) return ''
  if (row.kind === 'fold') return foldMatchWords(count, row.count)
  if (row.kind !== 'segment') return ''
  return i18n.t(count > 0 ? 'ladder:filter.passes' : 'ladder:filter.fails')
}

/** `3 of 120 match` */
export const foldMatchWords = (count: number, all: number): string =>
  i18n.t('ladder:filter.found', { amount: formatCount(count), all: formatCount(all) })
