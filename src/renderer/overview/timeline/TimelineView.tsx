import './timeline.css'
import { type CSSProperties, memo, type RefCallback } from 'react'
import { useTranslation } from 'react-i18next'
import type { TimeRange } from '../../../contracts/timeline'
import { useSession, useSessionState } from '../../app/context'
import { amountWords } from '../../ui/amount'
import { formatDuration, formatMoment } from '../../ui/format'
import { Icon } from '../../ui/Icon'
import { momentWords, zoneWords } from '../../ui/moment'
import type { Size } from '../../ui/useSize'
import { mostHeight } from './geometry'
import { TimelineChart } from './TimelineChart'
import type { TimelineOnScreen } from './useTimeline'
import { drawingWords, rangeWords, timeWords } from './words'

interface TimelineViewProps {
  readonly timeline: TimelineOnScreen
  /** Measures the room that the picture has. */
  readonly sizeRef: RefCallback<HTMLDivElement>
  readonly size: Size
}

const isPart = (range: TimeRange, shown: TimeRange): boolean => range.from > shown.from || range.to < shown.to

/** The capture's flows along its time, and the range chosen of it. */
export const TimelineView = memo(function TimelineView({ timeline, sizeRef, size }: TimelineViewProps) {
  const { data, error, part, showPart } = timeline
  const { t } = useTranslation('overview')
  const session = useSession()
  const range = useSessionState((state) => state.view.filter.timeRange)
  const first = useSessionState((state) => state.summary?.first ?? null)
  const last = useSessionState((state) => state.summary?.last ?? null)
  const times = useSessionState((state) => state.preferences.times)
  // A capture that grows has room from the start: nothing moves as flows come.
  const isLive = useSessionState((state) => state.summary?.live != null)
  const flows = useSessionState((state) => state.summary?.flows ?? 0)
  const words = data && first !== null ? timeWords(data, Number(first), size.width, times) : null
  const chosen = range && words ? rangeWords(range, words) : null
  return (
    <div className="timeline">
      <div className="timeline-head">
        <h2 className="label">{t('timeline.title')}</h2>
        {data && (
          <span
            className={
              data.drawing.kind === 'dumbbells' && data.flows > 0 ? 'muted ellipsis timeline-how' : 'muted ellipsis'
            }
            title={drawingWords(data)}
          >
            {drawingWords(data)}
          </span>
        )}
        <span className="grow" />
        {range !== null && data && isPart(range, data) && (
          <button type="button" className="button small timeline-chip" title="Enter" onClick={() => showPart(range)}>
            <Icon name="plus" size={10} />
            {t('timeline.zoomIn')}
          </button>
        )}
        {part !== null && (
          <button type="button" className="button small timeline-chip" title="Backspace" onClick={() => showPart(null)}>
            <Icon name="minus" size={10} />
            {t('timeline.zoomOut')}
          </button>
        )}
        {chosen !== null ? (
          <button
            type="button"
            className="button small timeline-chip chosen figures"
            title={t('timeline.showAll')}
            aria-label={t('timeline.clearRange', { range: chosen })}
            onClick={() => session.choice.filter({ timeRange: null })}
          >
            {chosen}
            <Icon name="close" size={10} />
          </button>
        ) : (
          part === null &&
          first !== null &&
          last !== null && (
            <span
              className="muted ellipsis figures"
              title={t('timeline.moments', { from: formatMoment(first, times), to: momentWords(last, times) })}
            >
              {t(last === first ? 'timeline.moment' : 'timeline.lasts', {
                duration: formatDuration(Number(last - first)),
                moment: `${formatMoment(first, times).slice(0, 19)} ${zoneWords(times)}`,
              })}
            </span>
          )
        )}
      </div>
      <div
        className="timeline-room"
        ref={sizeRef}
        style={{ '--lanes-height': isLive ? '100vh' : `${mostHeight(flows)}px` } as CSSProperties}
      >
        {data && words && size.width > 0 ? (
          <TimelineChart timeline={data} size={size} words={words} part={part} showPart={showPart} />
        ) : error !== null ? (
          <p className="muted" role="alert">
            {t('timeline.undrawable', { error })}
          </p>
        ) : (
          first === null && <p className="muted">{t('timeline.empty')}</p>
        )}
      </div>
      <p className="visually-hidden" role="status">
        {chosen !== null && data?.inRange
          ? t('timeline.inRange', { range: chosen, flows: amountWords('flow', data.inRange.flows) })
          : ''}
      </p>
    </div>
  )
})
