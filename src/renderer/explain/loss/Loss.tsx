import './loss.css'
import { useTranslation } from 'react-i18next'
import type { ExplainedLoss, ExplainView } from '../../../contracts/explain'
import { useSessionState } from '../../app/context'
import { useEngineQuery } from '../../app/useEngineQuery'
import { formatDuration } from '../../ui/format'
import { PartFailed } from '../PartFailed'
import { LossLadder } from './LossLadder'

/** What would have followed had the segment been lost, replayed on this flow. */
export function Loss({ view }: { readonly view: ExplainView }) {
  const { flow, segment } = view
  const { t } = useTranslation(['explain', 'words'])
  const generation = useSessionState((state) => state.generation)
  const assumed = useSessionState(({ assumptions: { client, server } }) => `${client} ${server}`)
  const loss = useEngineQuery('explainLoss', { flow, segment }, `${generation} ${assumed}`)
  if (loss.error !== null) return <PartFailed error={loss.error} />
  const shown = loss.data?.segment === segment ? loss.data : null
  if (shown) return <Replay loss={shown} />
  // Until the answer is there, nothing is said of a segment that it isn't about.
  return <div className="loss">{!loss.isLoading && <p className="muted">{t('loss.none')}</p>}</div>
}

const OUTCOME_TONES = {
  captured: 'note',
  unchanged: 'ok',
  repaired: 'ok',
  doubtful: 'warning',
  'given-up': 'stuck',
} as const
const OUTCOME_SHAPES = { captured: '◆', unchanged: '✓', repaired: '✓', doubtful: '▲', 'given-up': '■' } as const

function Replay({ loss }: { readonly loss: ExplainedLoss }) {
  const { t } = useTranslation(['explain', 'words'])
  const { outcome, delayNs, rows, timers } = loss
  return (
    <div className="loss">
      <p className={`loss-outcome tone-${OUTCOME_TONES[outcome]}`}>
        <span aria-hidden="true">{OUTCOME_SHAPES[outcome]}</span> {t(`loss.outcome.${outcome}`)}
        {delayNs !== null && <span className="muted"> {t('loss.later', { time: formatDuration(delayNs) })}</span>}
      </p>
      <p className="loss-sentence">{loss.sentence}</p>
      {rows.length > 0 && <LossLadder rows={rows} />}
      {rows.some(({ isHypothetical }) => isHypothetical) && (
        <p className="loss-legend muted">
          <i className="loss-swatch" aria-hidden="true" />
          {t('loss.legend')}
        </p>
      )}
      {timers.length > 0 && (
        <>
          <h4>{t('loss.timers')}</h4>
          <ul className="loss-timers">
            {timers.map(({ side, name, valueNs, basis }) => (
              <li key={`${side} ${name}`}>
                <span className="mono">{name}</span> {formatDuration(valueNs)}{' '}
                <span className="muted">
                  {t(`words:${side}`)}: {basis}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  )
}
