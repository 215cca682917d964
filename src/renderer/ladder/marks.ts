/** Marks of two segments and what is said of their difference. */

import type { LadderDifference } from '../../contracts/ladder'
import type { LadderRow } from '../../contracts/ladderRows'
import type { FlowId, FrameNumber } from '../../contracts/units'
import { i18n } from '../i18n/i18n'
import { formatBytes, formatCount, formatDuration } from '../ui/format'

/** A marked segment. */
export interface Mark {
  readonly flow: FlowId
  readonly frame: FrameNumber
}

/** The mark that a row of `flow` bears; null: nothing was sent there. */
export function markOf(flow: FlowId, row: LadderRow): Mark | null {
  const frame = row.kind === 'segment' ? row.frame : row.kind === 'fold' ? row.firstFrame : null
  return frame === null ? null : { flow, frame }
}

/** Marks a segment, or takes its mark away. A third takes the place of the older of two. */
export function toggled(marks: readonly Mark[], mark: Mark): readonly Mark[] {
  const others = marks.filter(({ flow, frame }) => flow !== mark.flow || frame !== mark.frame)
  return others.length < marks.length ? others : [...marks.slice(-1), mark]
}

const signed = (value: number): string =>
  value === 0 ? '0' : `${value > 0 ? '+' : '−'}${formatCount(Math.abs(value))}`

/**
 * The difference as parts of a line: `1.02 s later`, `5 segments between`, `→ 412 B`, `seq +412`. `isOfTwo`: the segments
 * are of two flows, and what lies between is of all that are shown.
 */
export function differenceWords(difference: LadderDifference, isOfTwo = false): readonly string[] {
  const { timeNs, segmentsBetween, bytes } = difference
  const time = formatDuration(Math.abs(timeNs))
  const when = i18n.t(timeNs < 0 ? 'ladder:marks.earlier' : 'ladder:marks.later', { time })
  const amount = formatCount(segmentsBetween)
  const between =
    segmentsBetween === 0
      ? i18n.t('ladder:marks.noneBetween')
      : i18n.t(isOfTwo ? 'ladder:marks.betweenAll' : 'ladder:marks.between', { count: segmentsBetween, amount })
  const sent = [
    bytes.client > 0 ? `→ ${formatBytes(bytes.client)}` : '',
    bytes.server > 0 ? `← ${formatBytes(bytes.server)}` : '',
  ]
  return [when, between, ...sent, ...numberWords(difference)].filter((part) => part !== '')
}

function numberWords({ seq, ack, acked }: LadderDifference): readonly string[] {
  if (seq !== null && ack !== null) return [`seq ${signed(seq)}`, `ack ${signed(ack)}`]
  if (acked === null) return []
  if (acked === 0) return [i18n.t('ladder:marks.acksJust')]
  const amount = formatCount(Math.abs(acked))
  return [i18n.t(acked < 0 ? 'ladder:marks.acksShort' : 'ladder:marks.acksPast', { amount })]
}
