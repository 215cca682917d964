import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import type { CaptureVerdict, Severity } from '../../contracts/flow'
import type { CaptureSummary, QualityIssue } from '../../contracts/summary'
import { amountWords } from '../ui/amount'
import { formatCount } from '../ui/format'
import { SeverityMark } from '../ui/SeverityMark'
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
export const Facts = memo(function Facts({ summary, issues, verdicts }: FactsProps) {
  const { t } = useTranslation('overview')
  if (!summary) return <div />
  const { otherFrames } = summary
  const [issue] = issues
  const [verdict] = verdicts
  return (
    <div className="overview-facts">
      <h2 className="label">{t('captureQuality')}</h2>
      {issue ? (
        <Finding
          severity={issueSeverity(issue)}
          about="quality"
          title={issueWords(issue)}
          sentence={issue.sentence}
          more={issues.length - 1}
        />
      ) : (
        <p className="overview-finding">
          <SeverityMark severity="ok" size={10} />
          <span className="ellipsis" title={t('flawless')}>
            {t('flawless')}
          </span>
        </p>
      )}
      {verdict && (
        <Finding
          severity={verdict.severity}
          about="capture"
          title={verdict.title}
          sentence={verdict.sentence}
          more={verdicts.length - 1}
        />
      )}
      <p className="overview-frames ellipsis">
        {amountWords('frame', summary.frames)}
        {otherFrames > 0 && <span className="muted">{t('withoutTcp', { amount: formatCount(otherFrames) })}</span>}
      </p>
    </div>
  )
})

interface FindingProps {
  readonly severity: Severity
  readonly about: 'quality' | 'capture'
  readonly title: string
  readonly sentence: string
  /** Findings of its kind beside it. */
  readonly more: number
}

/** A finding in a line; all of them in full on a click. */
function Finding({ severity, about, title, sentence, more }: FindingProps) {
  const { t } = useTranslation(['overview', 'words'])
  return (
    <button type="button" className="overview-finding" popoverTarget={FINDINGS_ID} title={sentence}>
      <SeverityMark severity={severity} size={10} />
      <span className="visually-hidden">{t(`spoken.${about}`, { severity: t(`words:severity.${severity}`) })} </span>
      <span className="ellipsis">{title}</span>
      {more > 0 && <span className="muted">{t('more', { amount: formatCount(more) })}</span>}
    </button>
  )
}
