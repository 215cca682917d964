import { useTranslation } from 'react-i18next'
import type { Side } from '../../contracts/flow'
import type { SegmentFate } from '../../contracts/twoEnds'
import { formatCount, formatDuration } from '../ui/format'
import { fateWords, segmentWords } from './words'

interface FateDetailProps {
  readonly segment: SegmentFate
  /** Name of the capture at that side's end. */
  readonly nameOf: (side: Side) => string
}

/** The selected segment in full: where it was seen, what changed, and what the judgement rests on. */
export function FateDetail({ segment, nameOf }: FateDetailProps) {
  const { t } = useTranslation('twoEnds')
  const { from, sentFrame, arrivedFrames, changes, reason, delayNs, lostBytes } = segment
  const to: Side = from === 'client' ? 'server' : 'client'
  const seenIn = (frames: readonly number[], capture: string) =>
    frames.length === 0 ? t('detail.notIn', { capture }) : t('detail.frameOf', { frames: frames.join(', '), capture })
  const facts = [
    seenIn(sentFrame === null ? [] : [sentFrame], nameOf(from)),
    seenIn(arrivedFrames, nameOf(to)),
    delayNs === null ? '' : t('detail.delay', { time: formatDuration(delayNs) }),
    lostBytes > 0 ? t('detail.neverArrived', { count: lostBytes, shown: formatCount(lostBytes) }) : '',
  ]
  return (
    <div className="fate-detail" role="status" aria-label={t('detail.label')}>
      <p>
        <b className="mono">{segmentWords(segment)}</b>{' '}
        {t(from === 'client' ? 'detail.fromClient' : 'detail.fromServer', {
          seq: formatCount(segment.seq),
          fate: fateWords(segment),
        })}
      </p>
      <p className="muted">{facts.filter(Boolean).join(t('comma'))}</p>
      {changes.map(({ field, before, after }) => (
        <p key={field}>
          {t('detail.change', { field })}
          <span className="mono">{before || t('detail.none')}</span> →{' '}
          <span className="mono">{after || t('detail.none')}</span>
        </p>
      ))}
      {reason && <p>{reason}</p>}
    </div>
  )
}
