import type { CaptureSummary } from '../../contracts/engine'
import type { CaptureVerdict } from '../../contracts/flow'
import { useSession, useSessionState } from '../app/context'
import { formatCount } from '../ui/format'
import { SEVERITIES, SEVERITY_WORDS, SeverityMark } from '../ui/SeverityMark'
import { FINDINGS_ID } from './Findings'

interface VerdictCountsProps {
  readonly summary: CaptureSummary | null
  readonly verdicts: readonly CaptureVerdict[]
}

/** Flows by severity, each a button that filters the list; under them the worst that is true of the whole capture. */
export function VerdictCounts({ summary, verdicts }: VerdictCountsProps) {
  const session = useSession()
  const chosen = useSessionState((state) => state.view.filter.severity)
  const [worst] = verdicts
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
      {worst && (
        <button type="button" className="overview-finding" popoverTarget={FINDINGS_ID} title={worst.sentence}>
          <SeverityMark severity={worst.severity} size={10} />
          <span className="visually-hidden">{SEVERITY_WORDS[worst.severity]}, the whole capture: </span>
          <span className="ellipsis">{worst.title}</span>
          {verdicts.length > 1 && <span className="muted">and {verdicts.length - 1} more</span>}
        </button>
      )}
    </div>
  )
}
