import './twoEnds.css'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { TwoEndsStatus } from '../../contracts/twoEndsPages'
import { Banners } from '../app/Banners'
import { useSession, useSessionState } from '../app/context'
import { useEngineQuery } from '../app/useEngineQuery'
import { i18n } from '../i18n/i18n'
import { formatBytes, formatCount } from '../ui/format'
import { Clocks } from './Clocks'
import { CommonFlows } from './CommonFlows'
import { FlowOfBoth } from './FlowOfBoth'

/** Two captures of the same flows, one taken at each end, told together. */
export function TwoEnds() {
  const generation = useSessionState((state) => state.generation)
  const isFirstRead = useSessionState((state) => state.summary?.done ?? false)
  const status = useEngineQuery('twoEnds', {}, generation).data
  return (
    <main className="two-ends">
      <Banners />
      {status?.state === 'ready' ? (
        <Report status={status} />
      ) : status?.state === 'failed' ? (
        <Failed message={status.message} />
      ) : (
        <Waiting status={isFirstRead ? status : undefined} />
      )}
    </main>
  )
}

/** @param status absent while the first capture is read, which its banner can stop. */
function Waiting({ status }: { readonly status: Waited | null | undefined }) {
  const { t } = useTranslation('twoEnds')
  const session = useSession()
  return (
    <div className="pane-note" role="status">
      {status ? waitingWords(status) : t('waiting.first')}
      {status ? (
        <button type="button" className="button" onClick={() => void session.cancelReading()}>
          {t('waiting.stop')}
        </button>
      ) : null}
    </div>
  )
}

type Waited = Extract<TwoEndsStatus, { state: 'reading' | 'aligning' }>

const waitingWords = (status: Waited): string =>
  status.state === 'reading'
    ? i18n.t('twoEnds:waiting.second', { read: formatBytes(status.bytesRead), total: formatBytes(status.bytesTotal) })
    : i18n.t('twoEnds:waiting.aligning', { percent: Math.floor(100 * status.share) })

function Failed({ message }: { readonly message: string }) {
  const { t } = useTranslation('twoEnds')
  const session = useSession()
  const path = useSessionState((state) => state.capture?.path ?? '')
  return (
    <div className="pane-note" role="alert">
      <strong>{t('failed.title')}</strong>
      <p>{message}</p>
      <button type="button" className="button" onClick={() => void session.open(path)}>
        {t('failed.openFirst')}
      </button>
    </div>
  )
}

function Report({ status }: { readonly status: Extract<TwoEndsStatus, { state: 'ready' }> }) {
  const { t } = useTranslation('twoEnds')
  const { report, problem } = status
  const [selected, setSelected] = useState(0)
  const alone = report.others.first + report.others.second
  return (
    <>
      <Clocks report={report} />
      {problem && (
        <p className="two-ends-problem tone-warning" role="alert">
          {problem.message}
        </p>
      )}
      {report.flows === 0 ? (
        <div className="pane-note">
          <strong>{t('nothing.title')}</strong>
          <p>{t('nothing.what', { first: report.first.name, second: report.second.name })}</p>
          <p>{t('nothing.parts')}</p>
        </div>
      ) : (
        <div className="two-ends-panes">
          <section className="pane" aria-label={t('flows.label')}>
            <div className="pane-head">
              <h2>{t('flows.title')}</h2>
              <span className="muted ellipsis">
                {t('clocks.flows', { count: report.flows, shown: formatCount(report.flows) })}
                {alone > 0 && t('comma') + t('flows.alone', { count: alone, shown: formatCount(alone) })}
              </span>
            </div>
            <CommonFlows selected={selected} onSelect={setSelected} />
          </section>
          <FlowOfBoth key={selected} flow={selected} report={report} />
        </div>
      )}
    </>
  )
}
