import type { CaptureSummary, QualityIssue } from '../../contracts/engine'
import type { CaptureVerdict, Severity } from '../../contracts/flow'
import { formatAmount, formatCount } from '../ui/format'
import { SEVERITY_WORDS, SeverityMark } from '../ui/SeverityMark'
import { FINDINGS_ID } from './Findings'
import { issueSeverity, issueWords } from './quality'

interface FactsProps {
  readonly summary: CaptureSummary | null
  /** Worst first. */
  readonly issues: readonly QualityIssue[]
  /** Worst first. */
  readonly verdicts: readonly CaptureVerdict[]
}

/** How far the capture can be trusted, the worst that is true of it as a whole, and how much it holds. */
export function Facts({ summary, issues, verdicts }: FactsProps) {
  if (!summary) return <div />
  const { otherFrames } = summary
  const [issue] = issues
  const [verdict] = verdicts
  return (
    <div className="overview-facts">
      <h2 className="label">Capture quality</h2>
      {issue ? (
        <Finding
          severity={issueSeverity(issue)}
          about="capture quality"
          title={issueWords(issue)}
          sentence={issue.sentence}
          more={issues.length - 1}
        />
      ) : (
        <p className="overview-finding">
          <SeverityMark severity="ok" size={10} />
          <span className="ellipsis">No drops reported, full frames</span>
        </p>
      )}
      {verdict && (
        <Finding
          severity={verdict.severity}
          about="the whole capture"
          title={verdict.title}
          sentence={verdict.sentence}
          more={verdicts.length - 1}
        />
      )}
      <p className="overview-frames ellipsis">
        {formatAmount(summary.frames, 'frame', 'frames')}
        {otherFrames > 0 && <span className="muted">, {formatCount(otherFrames)} without TCP</span>}
      </p>
    </div>
  )
}

interface FindingProps {
  readonly severity: Severity
  readonly about: string
  readonly title: string
  readonly sentence: string
  /** Findings of its kind beside it. */
  readonly more: number
}

/** A finding in a line; all of them in full on a click. */
function Finding({ severity, about, title, sentence, more }: FindingProps) {
  return (
    <button type="button" className="overview-finding" popoverTarget={FINDINGS_ID} title={sentence}>
      <SeverityMark severity={severity} size={10} />
      <span className="visually-hidden">
        {SEVERITY_WORDS[severity]}, {about}:{' '}
      </span>
      <span className="ellipsis">{title}</span>
      {more > 0 && <span className="muted">and {more} more</span>}
    </button>
  )
}
