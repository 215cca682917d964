import { memo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { CaptureEvidence, CaptureVerdict } from '../../contracts/flow'
import type { QualityIssue } from '../../contracts/summary'
import { useSession } from '../app/context'
import { SeverityMark, SpokenSeverity } from '../ui/SeverityMark'
import { NextStep } from '../verdict/NextStep'
import { issueSeverity, issueWords } from './quality'

/** Id of the popover, which buttons open by it. */
export const FINDINGS_ID = 'capture-findings'

interface FindingsProps {
  readonly verdicts: readonly CaptureVerdict[]
  readonly issues: readonly QualityIssue[]
}

/** What is to say of the capture as a whole, in full: verdicts, then what is wrong with the capture itself. */
export const Findings = memo(function Findings({ verdicts, issues }: FindingsProps) {
  const { t } = useTranslation('overview')
  const ref = useRef<HTMLDivElement>(null)
  return (
    <div ref={ref} id={FINDINGS_ID} popover="auto" role="dialog" aria-label={t('findings')} className="findings">
      {verdicts.length > 0 && <h2 className="label">{t('wholeCapture')}</h2>}
      {verdicts.map((verdict, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a rule may find several things; the list never changes order
        <CaptureCard key={index} verdict={verdict} onLeave={() => ref.current?.hidePopover()} />
      ))}
      {issues.length > 0 && <h2 className="label">{t('captureQuality')}</h2>}
      {issues.map((issue) => (
        <Issue key={issue.id} issue={issue} />
      ))}
    </div>
  )
})

function CaptureCard({ verdict, onLeave }: { readonly verdict: CaptureVerdict; readonly onLeave: () => void }) {
  const { t } = useTranslation(['overview', 'words'])
  const session = useSession()
  const show = ({ flow, frame }: CaptureEvidence) => {
    session.choice.chooseFlow(flow)
    session.choice.goToFrame(frame)
    onLeave()
  }
  return (
    <article>
      <h3 className="finding-title">
        <SeverityMark severity={verdict.severity} />
        <SpokenSeverity severity={verdict.severity} />
        {verdict.title}
        <span className="muted verdict-certainty">{t(`words:certainty.${verdict.certainty}`)}</span>
      </h3>
      <p>{verdict.sentence}</p>
      <ul className="finding-evidence">
        {verdict.evidence.map((evidence) => (
          <li key={`${evidence.flow} ${evidence.frame}`}>
            <button
              type="button"
              className="finding-frame"
              title={t('showInLadder')}
              aria-label={t('words:frame', { frame: evidence.frame })}
              onClick={() => show(evidence)}
            >
              <span className="mono">{evidence.frame}</span>
            </button>
            <span>{evidence.shows}</span>
          </li>
        ))}
      </ul>
      {verdict.nextStep.text && <NextStep step={verdict.nextStep} />}
    </article>
  )
}

function Issue({ issue }: { readonly issue: QualityIssue }) {
  const { t } = useTranslation(['overview', 'words'])
  return (
    <article>
      <h3 className="finding-title">
        <SeverityMark severity={issueSeverity(issue)} />
        {issueWords(issue)}
      </h3>
      <p>{issue.sentence}</p>
      {issue.weakens.length > 0 ? (
        <p className="muted">
          {t('weakens', { certainty: t(`words:certainty.${issue.lowersTo}`) })}{' '}
          <span className="mono finding-verdicts">{issue.weakens.join(', ')}</span>
        </p>
      ) : (
        <p className="muted">{t('weakensNone')}</p>
      )}
    </article>
  )
}
