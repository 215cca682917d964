/** A ladder row in words, for the table and the tooltip. */
import type { LadderRow } from '../../contracts/engine'
import { i18n } from '../i18n/i18n'
import { formatInUnit, type TimeUnit } from '../ui/format'

export interface RowWords {
  readonly time: string
  readonly from: string
  readonly what: string
  readonly frame: string
}

/** The cells of a row; empty where a row has no such thing. */
export function rowWords(row: LadderRow, start: bigint, unit: TimeUnit): RowWords {
  const time = (at: bigint) => `${formatInUnit(Number(at - start), unit)} ${unit.name}`
  switch (row.kind) {
    case 'segment':
      return {
        time: time(row.time),
        from: i18n.t(`ladder:from.${row.from}`),
        what: row.label,
        frame: String(row.frame),
      }
    case 'fold':
      return {
        time: time(row.time),
        from: i18n.t('ladder:from.both'),
        what: row.label,
        frame: `${row.firstFrame}–${row.lastFrame}`,
      }
    case 'quiet':
      return { time: '', from: '', what: row.label, frame: '' }
    case 'tail':
      return { time: '', from: i18n.t(`ladder:from.${row.side}`), what: row.label, frame: '' }
    case 'ghost':
      return { time: '', from: i18n.t(`ladder:from.${row.from}`), what: row.label, frame: '' }
  }
}

/** How sure both states are: `both proved`, `server presumed`. */
export function certaintyWords(row: LadderRow): string {
  if (row.client.proved)
    return i18n.t(row.server.proved ? 'ladder:certainty.proved' : 'ladder:certainty.serverPresumed')
  return i18n.t(row.server.proved ? 'ladder:certainty.clientPresumed' : 'ladder:certainty.presumed')
}
