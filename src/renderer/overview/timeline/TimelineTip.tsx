import { createPortal } from 'react-dom'
import { useTranslation } from 'react-i18next'
import type { Timeline, TimelineFlow } from '../../../contracts/timeline'
import { useEngineQuery } from '../../app/useEngineQuery'
import { formatEndpoint } from '../../ui/format'
import { SeverityMark } from '../../ui/SeverityMark'
import { columnAt, type Picture } from './geometry'
import { atWords, columnWords, flowWords, type TimeWords } from './words'

const WIDTH = 280

interface TimelineTipProps {
  readonly timeline: Timeline
  readonly picture: Picture
  readonly words: TimeWords
  /** The flow under the pointer. */
  readonly flow: TimelineFlow | null
  /** In the picture. */
  readonly x: number
  /** In the window. */
  readonly left: number
  readonly top: number
}

/** What is under the pointer: a flow, or how many there were. */
export function TimelineTip({ timeline, picture, words, flow, x, left, top }: TimelineTipProps) {
  const { t } = useTranslation('overview')
  const { drawing } = timeline
  if (flow === null && (drawing.kind === 'dumbbells' || timeline.flows === 0)) return null
  return createPortal(
    <div
      className="timeline-tip"
      style={{ left: Math.max(8, Math.min(left + 14, window.innerWidth - WIDTH - 12)), top: top + 18, maxWidth: WIDTH }}
      aria-hidden="true"
    >
      {flow !== null ? (
        <FlowTip flow={flow} words={words} />
      ) : (
        drawing.kind === 'density' && (
          <>
            <p className="muted">{t('timeline.at', { time: atWords(picture.x.invert(x), words) })}</p>
            {columnWords(drawing, columnAt(picture, drawing.stuck.length, x)).map((line, index) => (
              <p key={line} className={index === 0 ? 'timeline-tip-title' : ''}>
                {line}
              </p>
            ))}
          </>
        )
      )}
    </div>,
    document.body,
  )
}

function FlowTip({ flow, words }: { readonly flow: TimelineFlow; readonly words: TimeWords }) {
  const { data } = useEngineQuery('flow', { flow: flow.flow })
  const { how, when } = flowWords(flow, words)
  const known = data?.flow === flow.flow ? data : null
  return (
    <>
      <p className="timeline-tip-title">
        <SeverityMark severity={flow.severity} size={10} /> {known?.verdict.title ?? '\u00a0'}
      </p>
      <p className="mono">{known ? `${formatEndpoint(known.client)} › ${formatEndpoint(known.server)}` : '\u00a0'}</p>
      <p>{how}</p>
      <p className="muted">{when}</p>
    </>
  )
}
