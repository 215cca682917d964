import './verdict.css'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import { GUESSED } from '../../contracts/assumptions'
import type { Evidence, Flow } from '../../contracts/flow'
import type { FlowId } from '../../contracts/units'
import { useSession, useSessionState } from '../app/context'
import { useEngineQuery } from '../app/useEngineQuery'
import { useFlowAtRest } from '../app/useFlowAtRest'
import { SeverityMark, SpokenSeverity } from '../ui/SeverityMark'
import { useTurn } from '../ui/useTurn'
import { CaptureLacks } from './CaptureLacks'
import { KernelSection } from './KernelSection'
import { NextStep } from './NextStep'
import { TimersAssumed } from './TimersAssumed'
import { restsOnTimers } from './timers'

/** Why the selected flow is stuck, or that it isn't: the sentence, its grounds, and what to do next. */
export function VerdictCard() {
  return <Rested flowId={useFlowAtRest()} />
}

const Rested = memo(function Rested({ flowId }: { readonly flowId: FlowId | null }) {
  const { t } = useTranslation('verdict')
  const generation = useSessionState((state) => state.generation)
  const flow = useEngineQuery('flow', flowId === null ? null : { flow: flowId }, generation)
  const known = useTurn(flow.data)
  // Asked for beforehand: an engine that has ended can't be asked for its words in another language.
  const isWhole = useSessionState((state) => state.summary?.done ?? false)
  const words = useEngineQuery('flowWords', flow.data && isWhole ? { flow: flow.data.flow } : null, generation)
  const gone = useSessionState((state) => state.gone)
  const language = useSessionState((state) => state.language)
  return (
    <section className="pane verdict" aria-label={t('verdict')}>
      {flow.error !== null ? (
        <div className="pane-note" role="alert">
          <strong>{t('unreadable')}</strong>
          <p>{flow.error}</p>
        </div>
      ) : known ? (
        <Card flow={known} words={gone && words.data?.flow === flowId ? words.data.in[language] : known} />
      ) : (
        flowId === null && (
          <div className="pane-note">
            <strong>{t('empty.title')}</strong>
            <p>{t('empty.text')}</p>
          </div>
        )
      )}
    </section>
  )
})

interface CardProps {
  readonly flow: Flow
  readonly words: Pick<Flow, 'verdict' | 'also'>
}

function Card({ flow, words: { verdict, also } }: CardProps) {
  const { t } = useTranslation(['verdict', 'words'])
  const { client, server } = useSessionState((state) => state.assumptions)
  // What was set for other flows is in force here too, and can be taken back here.
  const isSaid = client !== GUESSED.client || server !== GUESSED.server
  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: a part of the pane that scrolls by itself */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is scrolled by keys */}
      <div className="verdict-card" role="group" aria-label={t('grounds')} tabIndex={0}>
        <p className={`severity tone-${verdict.severity}`}>
          <SeverityMark severity={verdict.severity} size={12} />
          {t(`words:severity.${verdict.severity}`)}
          <span className="muted verdict-certainty">{t(`words:certainty.${verdict.certainty}`)}</span>
        </p>
        <h2>{verdict.title}</h2>
        <p className="verdict-sentence">{verdict.sentence}</p>
        {verdict.evidence.length > 0 && (
          <>
            <h3 className="label">{t('evidence')}</h3>
            <ul className="verdict-evidence">
              {verdict.evidence.map((evidence, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a frame may prove two things; the list never changes order
                <EvidenceLine key={index} evidence={evidence} />
              ))}
            </ul>
          </>
        )}
        <h3 className="label">
          {t('against')}
          {verdict.counterEvidence.length === 0 && <span className="verdict-nothing">{t('againstNone')}</span>}
        </h3>
        <ul className="verdict-against">
          {verdict.counterEvidence.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
        {verdict.expectedNext && (
          <>
            <h3 className="label">{t('expectedNext')}</h3>
            <p>{verdict.expectedNext}</p>
          </>
        )}
        <KernelSection flow={flow.flow} />
        <CaptureLacks flow={flow} />
        {also.length > 0 && (
          <>
            <h3 className="label">{t('also')}</h3>
            <ul className="verdict-also">
              {also.map(({ id, severity, title }) => (
                <li key={id}>
                  <SeverityMark severity={severity} size={10} />
                  <SpokenSeverity severity={severity} />
                  <span>{title}</span>
                </li>
              ))}
            </ul>
          </>
        )}
        {(isSaid || restsOnTimers(flow)) && <TimersAssumed />}
      </div>
      {verdict.nextStep.text && (
        <div className="verdict-next">
          <h3 className="label">{t('nextStep')}</h3>
          <NextStep step={verdict.nextStep} />
        </div>
      )}
    </>
  )
}

function EvidenceLine({ evidence }: { readonly evidence: Evidence }) {
  const { t } = useTranslation(['verdict', 'words'])
  const session = useSession()
  return (
    <li>
      <button
        type="button"
        className="mono"
        title={t('showFrame', { frame: evidence.frame })}
        aria-label={t('words:frame', { frame: evidence.frame })}
        onClick={() => session.choice.goToFrame(evidence.frame)}
      >
        {evidence.frame}
      </button>
      <span>{evidence.shows}</span>
    </li>
  )
}
