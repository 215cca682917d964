import type { CaptureSummary, QualityIssue } from '../../contracts/engine'
import { formatAmount, formatCount, formatDuration, formatMoment } from '../ui/format'
import { SEVERITY_WORDS, SeverityMark } from '../ui/SeverityMark'
import { FINDINGS_ID } from './Findings'
import { issueSeverity, issueWords } from './quality'

interface FactsProps {
  readonly summary: CaptureSummary | null
  /** Worst first. */
  readonly issues: readonly QualityIssue[]
}

/** When the capture was taken, how much it holds, and how far it can be trusted. */
export function Facts({ summary, issues }: FactsProps) {
  if (!summary) return <div />
  const { first, last, otherFrames } = summary
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
      <Quality issues={issues} />
    </div>
  )
}

function Quality({ issues }: { readonly issues: readonly QualityIssue[] }) {
  const [worst] = issues
  if (!worst) {
    return (
      <p className="overview-finding ellipsis">
        <SeverityMark severity="ok" size={10} /> No drops reported, full frames
      </p>
    )
  }
  const severity = issueSeverity(worst)
  return (
    <button type="button" className="overview-finding" popoverTarget={FINDINGS_ID} title={worst.sentence}>
      <SeverityMark severity={severity} size={10} />
      <span className="visually-hidden">{SEVERITY_WORDS[severity]}, capture quality: </span>
      <span className="ellipsis">{issueWords(worst)}</span>
      {issues.length > 1 && <span className="muted">and {issues.length - 1} more</span>}
    </button>
  )
}
