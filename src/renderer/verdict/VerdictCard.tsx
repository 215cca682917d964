import './verdict.css'
import { useEffect, useState } from 'react'
import type { Evidence, Flow } from '../../contracts/flow'
import { useSession, useSessionState } from '../app/context'
import { useEngineQuery } from '../app/useEngineQuery'
import { Icon } from '../ui/Icon'
import { SEVERITY_WORDS, SeverityMark } from '../ui/SeverityMark'

/** Why the selected flow is stuck, or that it isn't: the sentence, its grounds, and what to do next. */
export function VerdictCard() {
  const flowId = useSessionState((state) => state.flow)
  const generation = useSessionState((state) => state.generation)
  const flow = useEngineQuery('flow', flowId === null ? null : { flow: flowId }, generation)
  return (
    <section className="pane verdict" aria-label="Verdict">
      {flow.error !== null ? (
        <div className="pane-note" role="alert">
          <strong>The verdict could not be read</strong>
          <p>{flow.error}</p>
        </div>
      ) : flow.data ? (
        <Card flow={flow.data} />
      ) : (
        flowId === null && (
          <div className="pane-note">
            <strong>The verdict</strong>
            <p>Select a flow to see what is wrong with it, how sure that is, and what to do next.</p>
          </div>
        )
      )}
    </section>
  )
}

function Card({ flow }: { readonly flow: Flow }) {
  const { verdict } = flow
  return (
    <div className="verdict-card">
      <p className={`severity tone-${verdict.severity}`}>
        <SeverityMark severity={verdict.severity} size={12} />
        {SEVERITY_WORDS[verdict.severity]}
        <span className="muted verdict-certainty">{verdict.certainty}</span>
      </p>
      <h2>{verdict.title}</h2>
      <p className="verdict-sentence">{verdict.sentence}</p>
      {verdict.evidence.length > 0 && (
        <>
          <h3 className="label">Evidence</h3>
          <ul className="verdict-evidence">
            {verdict.evidence.map((evidence) => (
              <EvidenceLine key={evidence.frame} evidence={evidence} />
            ))}
          </ul>
        </>
      )}
      <h3 className="label">
        What speaks against it{verdict.counterEvidence.length === 0 && <span className="verdict-nothing">nothing</span>}
      </h3>
      <ul className="verdict-against">
        {verdict.counterEvidence.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      {verdict.expectedNext && (
        <>
          <h3 className="label">Expected next</h3>
          <p>{verdict.expectedNext}</p>
        </>
      )}
      {verdict.nextStep.text && (
        <>
          <h3 className="label">Next step</h3>
          <p>{verdict.nextStep.text}</p>
          {verdict.nextStep.command && <Command command={verdict.nextStep.command} />}
        </>
      )}
    </div>
  )
}

function EvidenceLine({ evidence }: { readonly evidence: Evidence }) {
  const session = useSession()
  return (
    <li>
      <button
        type="button"
        className="mono"
        title={`Show frame ${evidence.frame} in the ladder`}
        aria-label={`Frame ${evidence.frame}`}
        onClick={() => session.goToFrame(evidence.frame)}
      >
        {evidence.frame}
      </button>
      <span>{evidence.shows}</span>
    </li>
  )
}

const COPIED_MS = 1600

function Command({ command }: { readonly command: string }) {
  const session = useSession()
  const [isCopied, setIsCopied] = useState(false)
  useEffect(() => {
    if (!isCopied) return
    const wait = setTimeout(() => setIsCopied(false), COPIED_MS)
    return () => clearTimeout(wait)
  }, [isCopied])
  return (
    <div className="verdict-command">
      <code className="mono">{command}</code>
      <button
        type="button"
        className="button quiet small"
        aria-label="Copy the command"
        onClick={() => void session.copy(command).then(() => setIsCopied(true))}
      >
        <Icon name={isCopied ? 'done' : 'copy'} size={12} />
        <span aria-live="polite">{isCopied ? 'copied' : 'copy'}</span>
      </button>
    </div>
  )
}
