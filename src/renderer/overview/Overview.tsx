import './overview.css'
import type { CaptureSummary, Outcome } from '../../contracts/engine'
import { useSession, useSessionState } from '../app/context'
import { formatAmount, formatCount, formatDuration, formatMoment } from '../ui/format'
import { SEVERITIES, SEVERITY_WORDS, SeverityMark } from '../ui/SeverityMark'
import { stateToken } from '../ui/StateChip'
import { outcomeCounts, outcomeWord } from './outcomes'

/** The capture at a glance: outcomes, verdicts, facts. Counts are buttons that filter the list. */
export function Overview() {
  const summary = useSessionState((state) => state.summary)
  return (
    <section className="overview" aria-label="Overview">
      <Outcomes summary={summary} />
      <Verdicts summary={summary} />
      <Facts summary={summary} />
    </section>
  )
}

interface SummaryProps {
  readonly summary: CaptureSummary | null
}

function Outcomes({ summary }: SummaryProps) {
  const session = useSession()
  const chosen = useSessionState((state) => state.view.filter.outcome)
  const counts = outcomeCounts(summary?.outcomes ?? {})
  const most = Math.max(1, ...counts.map(({ count }) => count))
  const toggle = (outcome: Outcome) => session.filter({ outcome: chosen === outcome ? null : outcome })
  return (
    <div className="overview-outcomes">
      <h2 className="label">Flows by state</h2>
      <div className="strip" aria-hidden="true">
        {counts.map(({ outcome, count }) => (
          <button
            key={outcome}
            type="button"
            tabIndex={-1}
            title={`${outcomeWord(outcome)}: ${formatAmount(count, 'flow', 'flows')}`}
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
            <button type="button" aria-pressed={chosen === outcome} onClick={() => toggle(outcome)}>
              <i className="dot" style={{ backgroundColor: `var(--${stateToken(outcome)}-edge)` }} />
              {outcomeWord(outcome)} <b className="figures">{formatCount(count)}</b>
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}

function Verdicts({ summary }: SummaryProps) {
  const session = useSession()
  const chosen = useSessionState((state) => state.view.filter.severity)
  return (
    <div>
      <h2 className="label">Verdicts</h2>
      <ul className="counts-list verdict-counts">
        {SEVERITIES.map((severity) => (
          <li key={severity}>
            <button
              type="button"
              aria-pressed={chosen === severity}
              onClick={() => session.filter({ severity: chosen === severity ? null : severity })}
            >
              <SeverityMark severity={severity} />
              {SEVERITY_WORDS[severity]} <b className="figures">{formatCount(summary?.severities[severity] ?? 0)}</b>
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}

function Facts({ summary }: SummaryProps) {
  if (!summary) return <div />
  const { first, last, otherFrames, cutFrames } = summary
  return (
    <div className="overview-facts">
      <h2 className="label">Capture</h2>
      {first !== null && last !== null ? (
        <p className="ellipsis" title={`${formatMoment(first)} to ${formatMoment(last)} UTC`}>
          {formatDuration(Number(last - first))} from {formatMoment(first).slice(0, 19)} UTC
        </p>
      ) : (
        <p className="muted">No frame yet</p>
      )}
      <p className="ellipsis">
        {formatAmount(summary.frames, 'frame', 'frames')}
        {otherFrames > 0 && <span className="muted">, {formatCount(otherFrames)} without TCP</span>}
      </p>
      {cutFrames > 0 ? (
        <p className="ellipsis" title="The capture kept only the first part of these frames (snap length).">
          <SeverityMark severity="warning" size={10} /> {formatAmount(cutFrames, 'frame', 'frames')} cut short
        </p>
      ) : (
        <p className="muted">Full frames</p>
      )}
    </div>
  )
}
