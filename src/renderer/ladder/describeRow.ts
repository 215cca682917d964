/** A ladder row in words, for the table and the tooltip. */

import type { Side } from '../../contracts/flow'
import type { LadderRow } from '../../contracts/ladderRows'
import { i18n } from '../i18n/i18n'
import { formatInUnit, type TimeUnit } from '../ui/format'

export interface RowWords {
  readonly time: string
  readonly from: string
  readonly what: string
  readonly frame: string
}

interface FixedWords {
  readonly language: string
  readonly from: Readonly<Record<Side | 'both', string>>
  readonly certainty: Readonly<Record<'proved' | 'serverPresumed' | 'clientPresumed' | 'presumed', string>>
}

let fixed: FixedWords | null = null

/** Words that rows share, looked up once a language: for each row of a table it would take most of the table's time. */
function fixedWords(): FixedWords {
  const { language } = i18n
  if (fixed?.language === language) return fixed
  fixed = {
    language,
    from: {
      client: i18n.t('ladder:from.client'),
      server: i18n.t('ladder:from.server'),
      both: i18n.t('ladder:from.both'),
    },
    certainty: {
      proved: i18n.t('ladder:certainty.proved'),
      serverPresumed: i18n.t('ladder:certainty.serverPresumed'),
      clientPresumed: i18n.t('ladder:certainty.clientPresumed'),
      presumed: i18n.t('ladder:certainty.presumed'),
    },
  }
  return fixed
}

/** The cells of a row; empty where a row has no such thing. */
export function rowWords(row: LadderRow, start: bigint, unit: TimeUnit): RowWords {
  const { from } = fixedWords()
  const time = (at: bigint) => `${formatInUnit(Number(at - start), unit)} ${unit.name}`
  switch (row.kind) {
    case 'segment':
      return {
        time: time(row.time),
        from: from[row.from],
        what: row.label,
        frame: String(row.frame),
      }
    case 'fold':
      return {
        time: time(row.time),
        from: from.both,
        what: row.label,
        frame: `${row.firstFrame}–${row.lastFrame}`,
      }
    case 'quiet':
      return { time: '', from: '', what: row.label, frame: '' }
    case 'tail':
      return { time: '', from: from[row.side], what: row.label, frame: '' }
    case 'ghost':
      return { time: '', from: from[row.from], what: row.label, frame: '' }
  }
}

/** How sure both states are: `both proved`, `server presumed`. */
export function certaintyWords(row: LadderRow): string {
  const { certainty } = fixedWords()
  if (row.client.proved) return row.server.proved ? certainty.proved : certainty.serverPresumed
  return row.server.proved ? certainty.clientPresumed : certainty.presumed
}
