import './overview.css'
import { memo, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { CaptureVerdict } from '../../contracts/flow'
import type { Outcome } from '../../contracts/flowList'
import type { CaptureSummary } from '../../contracts/summary'
import { useSession, useSessionState } from '../app/context'
import { termOf } from '../app/glossary/terms'
import { useEngineQuery } from '../app/useEngineQuery'
import { amountWords } from '../ui/amount'
import { formatCount } from '../ui/format'
import { stateToken } from '../ui/StateChip'
import { useSize } from '../ui/useSize'
import { Facts } from './Facts'
import { Findings } from './Findings'
import { outcomeCounts, outcomeWord } from './outcomes'
import { worstFirst } from './quality'
import { TimelineView } from './timeline/TimelineView'
import { useTimeline } from './timeline/useTimeline'
import { VerdictCounts } from './VerdictCounts'

const NONE: CaptureSummary['outcomes'] = {}
const NO_VERDICTS: readonly CaptureVerdict[] = []

/** The capture at a glance: counts that filter the list, flows over time, and how far the capture can be trusted. */
export function Overview() {
  const { t } = useTranslation('overview')
  const summary = useSessionState((state) => state.summary)
  const generation = useSessionState((state) => state.generation)
  const isDone = summary?.done ?? false
  const quality = useEngineQuery('quality', {}, generation)
  const isLive = summary?.live != null
  const ofCapture = useEngineQuery('captureVerdicts', isDone || isLive ? {} : null, isLive ? generation : 0)
  const issues = useMemo(() => worstFirst(quality.data?.capture ?? []), [quality.data])
  const verdicts = ofCapture.data ?? NO_VERDICTS
  const [sizeRef, size] = useSize<HTMLDivElement>()
  const timeline = useTimeline(size)
  const hasRange = useSessionState((state) => state.view.filter.timeRange !== null)
  const counts = (hasRange && timeline.data?.inRange) || summary
  return (
    <section className="overview" aria-label={t('overview')}>
      <div className="overview-counts">
        <Outcomes ofCapture={summary?.outcomes ?? NONE} outcomes={counts?.outcomes ?? NONE} />
        <VerdictCounts severities={counts?.severities} />
      </div>
      <TimelineView timeline={timeline} sizeRef={sizeRef} size={size} />
      <Facts summary={summary} issues={issues} verdicts={verdicts} />
      <Findings verdicts={verdicts} issues={issues} />
    </section>
  )
}

interface OutcomesProps {
  /** Those that have a place, also while a time range holds none of them: nothing jumps as one brushes. */
  readonly ofCapture: CaptureSummary['outcomes']
  readonly outcomes: CaptureSummary['outcomes']
}

const Outcomes = memo(function Outcomes({ ofCapture, outcomes }: OutcomesProps) {
  const { t } = useTranslation('overview')
  const session = useSession()
  const chosen = useSessionState((state) => state.view.filter.outcome)
  const counts = outcomeCounts(ofCapture).map(({ outcome }) => ({ outcome, count: outcomes[outcome] ?? 0 }))
  const most = Math.max(1, ...counts.map(({ count }) => count))
  const toggle = (outcome: Outcome) => session.choice.filter({ outcome: chosen === outcome ? null : outcome })
  return (
    <>
      <h2 className="label">{t('byState')}</h2>
      <div className="strip" aria-hidden="true">
        {counts
          .filter(({ count }) => count > 0)
          .map(({ outcome, count }) => (
            <button
              key={outcome}
              type="button"
              tabIndex={-1}
              title={t('outcomeFlows', { outcome: outcomeWord(outcome), flows: amountWords('flow', count) })}
              className={chosen && chosen !== outcome ? 'dimmed' : ''}
              // A single stuck flow among thousands must stay wide enough to be seen and hit.
              style={{ flexGrow: Math.max(count, most / 60), backgroundColor: `var(--${stateToken(outcome)}-edge)` }}
              onClick={() => toggle(outcome)}
            />
          ))}
      </div>
      <ul className="counts-list">
        {counts.map(({ outcome, count }) => (
          <li key={outcome}>
            <button
              type="button"
              aria-pressed={chosen === outcome}
              onClick={() => toggle(outcome)}
              {...termOf(outcome === 'RESET' ? 'reset' : outcome)}
            >
              <i className="dot" style={{ backgroundColor: `var(--${stateToken(outcome)}-edge)` }} />
              {outcomeWord(outcome)} <b className="figures">{formatCount(count)}</b>
            </button>
          </li>
        ))}
      </ul>
    </>
  )
})
