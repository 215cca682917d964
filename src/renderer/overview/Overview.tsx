import './overview.css'
import type { CaptureSummary, Outcome } from '../../contracts/engine'
import { useSession, useSessionState } from '../app/context'
import { useEngineQuery } from '../app/useEngineQuery'
import { formatAmount, formatCount } from '../ui/format'
import { stateToken } from '../ui/StateChip'
import { Facts } from './Facts'
import { Findings } from './Findings'
import { outcomeCounts, outcomeWord } from './outcomes'
import { worstFirst } from './quality'
import { VerdictCounts } from './VerdictCounts'

/** The capture at a glance: outcomes, verdicts, facts. Counts are buttons that filter the list. */
export function Overview() {
  const summary = useSessionState((state) => state.summary)
  const generation = useSessionState((state) => state.generation)
  const isDone = summary?.done ?? false
  const quality = useEngineQuery('quality', {}, generation)
  const isLive = summary?.live != null
  const ofCapture = useEngineQuery('captureVerdicts', isDone || isLive ? {} : null, isLive ? generation : 0)
  const issues = worstFirst(quality.data?.capture ?? [])
  const verdicts = ofCapture.data ?? []
  return (
    <section className="overview" aria-label="Overview">
      <Outcomes summary={summary} />
      <VerdictCounts summary={summary} verdicts={verdicts} />
      <Facts summary={summary} issues={issues} />
      <Findings verdicts={verdicts} issues={issues} />
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
