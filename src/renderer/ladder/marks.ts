/** Marks of two segments and what is said of their difference. */
import type { LadderRow } from '../../contracts/engine'
import type { LadderDifference } from '../../contracts/ladder'
import type { FrameNumber } from '../../contracts/units'
import { i18n } from '../i18n/i18n'
import { formatBytes, formatCount, formatDuration } from '../ui/format'

/** Marks the row's segment, or takes its mark away. A third takes the place of the older of two. */
export function toggled(frames: readonly FrameNumber[], row: LadderRow): readonly FrameNumber[] {
  const frame = row.kind === 'segment' ? row.frame : row.kind === 'fold' ? row.firstFrame : null
  if (frame === null) return frames
  if (frames.includes(frame)) return frames.filter((marked) => marked !== frame)
  return [...frames.slice(-1), frame]
}

const signed = (value: number): string =>
  value === 0 ? '0' : `${value > 0 ? '+' : '−'}${formatCount(Math.abs(value))}`

/** The difference as parts of a line: `1.02 s later`, `5 segments between`, `→ 412 B`, `seq +412`. */
export function differenceWords(difference: LadderDifference): readonly string[] {
  const { timeNs, segmentsBetween, bytes } = difference
  const time = formatDuration(Math.abs(timeNs))
  const when = i18n.t(timeNs < 0 ? 'ladder:marks.earlier' : 'ladder:marks.later', { time })
  const amount = formatCount(segmentsBetween)
  const between =
    segmentsBetween === 0
      ? i18n.t('ladder:marks.noneBetween')
      : i18n.t('ladder:marks.between', { count: segmentsBetween, amount })
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
