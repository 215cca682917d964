import './timeline.css'
import type { RefCallback } from 'react'
import { useSession, useSessionState } from '../../app/context'
import type { QueryResult } from '../../app/useEngineQuery'
import { formatAmount, formatDuration, formatMoment } from '../../ui/format'
import { Icon } from '../../ui/Icon'
import type { Size } from '../../ui/useSize'
import { TimelineChart } from './TimelineChart'
import { drawingWords, rangeWords, timeWords } from './words'

interface TimelineViewProps {
  readonly timeline: QueryResult<'timeline'>
  /** Measures the room that the picture has. */
  readonly sizeRef: RefCallback<HTMLDivElement>
  readonly size: Size
}

/** The capture's flows along its time, and the range chosen of it. */
export function TimelineView({ timeline: { data, error }, sizeRef, size }: TimelineViewProps) {
  const session = useSession()
  const range = useSessionState((state) => state.view.filter.timeRange)
  const first = useSessionState((state) => state.summary?.first ?? null)
  const last = useSessionState((state) => state.summary?.last ?? null)
  const words = data && first !== null ? timeWords(data, Number(first), size.width) : null
  const chosen = range && words ? rangeWords(range, words) : null
  return (
    <div className="timeline">
      <div className="timeline-head">
        <h2 className="label">Timeline</h2>
        {data && <span className="muted ellipsis">{drawingWords(data)}</span>}
        <span className="grow" />
        {chosen !== null ? (
          <button
            type="button"
            className="button small timeline-chip figures"
            title="Show all of the time"
            aria-label={`Time range ${chosen}: clear`}
            onClick={() => session.filter({ timeRange: null })}
          >
            {chosen}
            <Icon name="close" size={10} />
          </button>
        ) : (
          first !== null &&
          last !== null && (
            <span className="muted ellipsis figures" title={`${formatMoment(first)} to ${formatMoment(last)} UTC`}>
              {formatDuration(Number(last - first))} from {formatMoment(first).slice(0, 19)} UTC
            </span>
          )
        )}
      </div>
      <div className="timeline-room" ref={sizeRef}>
        {data && words && size.width > 0 ? (
          <TimelineChart timeline={data} size={size} words={words} />
        ) : error !== null ? (
          <p className="muted" role="alert">
            The timeline could not be drawn: {error}
          </p>
        ) : (
          first === null && <p className="muted">Each flow from its first to its last segment, once there is one.</p>
        )}
      </div>
      <p className="visually-hidden" role="status">
        {chosen !== null && data?.inRange
          ? `Time range ${chosen}: ${formatAmount(data.inRange.flows, 'flow', 'flows')}`
          : ''}
      </p>
    </div>
  )
}
