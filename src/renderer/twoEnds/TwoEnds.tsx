import './twoEnds.css'
import { useState } from 'react'
import type { TwoEndsStatus } from '../../contracts/engine'
import { Banners } from '../app/Banners'
import { useSession, useSessionState } from '../app/context'
import { useEngineQuery } from '../app/useEngineQuery'
import { formatAmount, formatBytes } from '../ui/format'
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
  const session = useSession()
  return (
    <div className="pane-note" role="status">
      {status ? waitingWords(status) : 'The first capture is read'}
      {status ? (
        <button type="button" className="button" onClick={() => void session.cancelReading()}>
          Stop
        </button>
      ) : null}
    </div>
  )
}

type Waited = Extract<TwoEndsStatus, { state: 'reading' | 'aligning' }>

const waitingWords = (status: Waited): string =>
  status.state === 'reading'
    ? `The second capture is read: ${formatBytes(status.bytesRead)} of ${formatBytes(status.bytesTotal)}`
    : `The two are told together: ${Math.floor(100 * status.share)} %`

function Failed({ message }: { readonly message: string }) {
  const session = useSession()
  const path = useSessionState((state) => state.capture?.path ?? '')
  return (
    <div className="pane-note" role="alert">
      <strong>The two captures could not be told together</strong>
      <p>{message}</p>
      <button type="button" className="button" onClick={() => void session.open(path)}>
        Open the first alone
      </button>
    </div>
  )
}

function Report({ status }: { readonly status: Extract<TwoEndsStatus, { state: 'ready' }> }) {
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
          <strong>Nothing in common</strong>
          <p>
            {report.first.name} and {report.second.name} have no TCP connection in common, by addresses or by sequence
            numbers.
          </p>
        </div>
      ) : (
        <div className="two-ends-panes">
          <section className="pane" aria-label="Flows of both captures">
            <div className="pane-head">
              <h2>Flows</h2>
              <span className="muted ellipsis">
                {formatAmount(report.flows, 'flow', 'flows')}
                {alone > 0 && `, ${formatAmount(alone, 'other', 'others')} in one capture only`}
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
