import { useRef } from 'react'
import type { QualityIssue } from '../../contracts/engine'
import type { CaptureEvidence, CaptureVerdict } from '../../contracts/flow'
import { useSession } from '../app/context'
import { SEVERITY_WORDS, SeverityMark } from '../ui/SeverityMark'
import { NextStep } from '../verdict/NextStep'
import { issueSeverity, issueWords } from './quality'

/** Id of the popover, which buttons open by it. */
export const FINDINGS_ID = 'capture-findings'

interface FindingsProps {
  readonly verdicts: readonly CaptureVerdict[]
  readonly issues: readonly QualityIssue[]
}

/** What is to say of the capture as a whole, in full: verdicts, then what is wrong with the capture itself. */
export function Findings({ verdicts, issues }: FindingsProps) {
  const ref = useRef<HTMLDivElement>(null)
  return (
    <div ref={ref} id={FINDINGS_ID} popover="auto" role="dialog" aria-label="Findings" className="findings">
      {verdicts.length > 0 && <h2 className="label">The whole capture</h2>}
      {verdicts.map((verdict, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a rule may find several things; the list never changes order
        <CaptureCard key={index} verdict={verdict} onLeave={() => ref.current?.hidePopover()} />
      ))}
      {issues.length > 0 && <h2 className="label">Capture quality</h2>}
      {issues.map((issue) => (
        <Issue key={issue.id} issue={issue} />
      ))}
    </div>
  )
}

function CaptureCard({ verdict, onLeave }: { readonly verdict: CaptureVerdict; readonly onLeave: () => void }) {
  const session = useSession()
  const show = ({ flow, frame }: CaptureEvidence) => {
    session.chooseFlow(flow)
    session.goToFrame(frame)
    onLeave()
  }
  return (
    <article>
      <h3 className="finding-title">
        <SeverityMark severity={verdict.severity} />
        <span className="visually-hidden">{SEVERITY_WORDS[verdict.severity]}: </span>
        {verdict.title}
        <span className="muted verdict-certainty">{verdict.certainty}</span>
      </h3>
      <p>{verdict.sentence}</p>
      <ul className="finding-evidence">
        {verdict.evidence.map((evidence) => (
          <li key={`${evidence.flow} ${evidence.frame}`}>
            <button
              type="button"
              className="finding-frame"
              title="Show it in its flow’s ladder"
              aria-label={`Frame ${evidence.frame}`}
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
  return (
    <article>
      <h3 className="finding-title">
        <SeverityMark severity={issueSeverity(issue)} />
        {issueWords(issue)}
      </h3>
      <p>{issue.sentence}</p>
      {issue.weakens.length > 0 ? (
        <p className="muted">
          Makes these verdicts {issue.lowersTo} at most:{' '}
          <span className="mono finding-verdicts">{issue.weakens.join(', ')}</span>
        </p>
      ) : (
        <p className="muted">It weakens no verdict.</p>
      )}
    </article>
  )
}
