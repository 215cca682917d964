import './flows.css'
import { useEffect, useState } from 'react'
import type { FlowId } from '../../contracts/units'
import { useSession, useSessionState } from '../app/context'
import { NO_FILTER } from '../app/state'
import { outcomeWord } from '../overview/outcomes'
import { formatCount } from '../ui/format'
import { Icon } from '../ui/Icon'
import { SEVERITY_WORDS } from '../ui/SeverityMark'
import { FlowGrid } from './FlowGrid'
import { useFlowPages } from './useFlowPages'

/** The flow list with its heading and, where it has nothing to show, the reason. */
export function Flows() {
  const session = useSession()
  const view = useSessionState((state) => state.view)
  const isDone = useSessionState((state) => state.summary?.done ?? false)
  const flow = useSessionState((state) => state.flow)
  const hasFlows = useSessionState((state) => (state.summary?.flows ?? 0) > 0)
  const client = useSessionState((state) => state.client)
  const generation = useSessionState((state) => state.generation)
  const { pages, total, error, version } = useFlowPages()
  const isChosen = useSessionState((state) => state.flowChosen)
  const [selected, setSelected] = useState(-1)

  // The selected flow keeps its place when the list is sorted, filtered or grows.
  // biome-ignore lint/correctness/useExhaustiveDependencies: `generation` stands for the grown list
  useEffect(() => {
    if (!client || flow === null) return
    const abort = new AbortController()
    client
      .query('flowRow', { flow, sort: view.sort, descending: view.descending, filter: view.filter }, abort.signal)
      .then((row) => setSelected(row ?? -1))
      .catch(() => setSelected(-1))
    return () => abort.abort()
  }, [client, flow, view, generation])

  // What is worst is what one came for: it is selected until someone chooses, for good once all is read.
  // biome-ignore lint/correctness/useExhaustiveDependencies: `version` stands for what `pages` holds
  useEffect(() => {
    // Asked only now: the list may have been restarted since this was rendered.
    const first = pages.first()?.flow ?? null
    if (first === null) return
    if (flow === null) session.selectFlow(first)
    if (isDone && !isChosen) session.chooseFlow(first)
  }, [pages, version, flow, isDone, isChosen, session])

  const select = (index: number, id: FlowId) => {
    setSelected(index)
    session.chooseFlow(id)
  }
  const { text, severity, state, outcome } = view.filter
  const isFiltered = text !== '' || severity !== null || state !== null || outcome !== null
  return (
    <section className="pane" aria-label="Flow list">
      <div className="pane-head">
        <h2>Flows</h2>
        <span className="muted ellipsis">
          {total === null || (total === 0 && hasFlows && !isFiltered) ? '' : formatCount(total)}
          {total && view.sort === 'verdict' && view.descending ? ', worst first' : ''}
        </span>
        <span className="grow" />
        {isFiltered && (
          <button
            type="button"
            className="button small"
            title="Show all flows"
            onClick={() => session.filter(NO_FILTER)}
          >
            <span className="ellipsis">{filterWords(view.filter)}</span>
            <Icon name="close" size={10} />
          </button>
        )}
      </div>
      {error !== null && (
        <div className="flows-error" role="alert">
          The list could not be read: {error}
        </div>
      )}
      {total === 0 && (isFiltered || !hasFlows) ? (
        <div className="pane-note">
          {isFiltered ? (
            <>
              <strong>No flow matches</strong>
              <p>The search looks at addresses, ports, states and verdicts.</p>
              <button type="button" className="button" onClick={() => session.filter(NO_FILTER)}>
                Show all flows
              </button>
            </>
          ) : (
            <>
              <strong>{isDone ? 'No TCP flow in this capture' : 'No TCP flow yet'}</strong>
              <p>Each TCP connection that the capture holds is listed here.</p>
            </>
          )}
        </div>
      ) : (
        <FlowGrid pages={pages} total={total ?? 0} version={version} selected={selected} onSelect={select} />
      )}
    </section>
  )
}

function filterWords(filter: typeof NO_FILTER): string {
  const parts = [
    filter.severity ? SEVERITY_WORDS[filter.severity] : '',
    filter.state ?? '',
    filter.outcome ? outcomeWord(filter.outcome) : '',
    filter.text ? `“${filter.text}”` : '',
  ]
  return parts.filter(Boolean).join(', ')
}
