import './flows.css'
import { useEffect, useState } from 'react'
import { useSession, useSessionState } from '../app/context'
import { NO_FILTER } from '../app/state'
import { useEngineQuery } from '../app/useEngineQuery'
import { FlowsExportMenu } from '../export/FlowsExportMenu'
import { outcomeWord } from '../overview/outcomes'
import { formatCount } from '../ui/format'
import { Icon } from '../ui/Icon'
import { SEVERITY_WORDS } from '../ui/SeverityMark'
import { FlowGrid } from './FlowGrid'
import { useFlowPages } from './useFlowPages'
import { useFlowSelection } from './useFlowSelection'

/** The flow list with its heading and, where it has nothing to show, the reason. */
export function Flows() {
  const session = useSession()
  const view = useSessionState((state) => state.view)
  const isDone = useSessionState((state) => state.summary?.done ?? false)
  const isLive = useSessionState((state) => state.capture?.isLive ?? false)
  const flow = useSessionState((state) => state.flow)
  const allFlows = useSessionState((state) => state.summary?.flows ?? 0)
  const hasFlows = allFlows > 0
  const generation = useSessionState((state) => state.generation)
  const { pages, total, error, version } = useFlowPages()
  const isChosen = useSessionState((state) => state.flowChosen)
  const [selected, setSelected] = useState(-1)

  // The selected flow keeps its place when the list is sorted, filtered or grows.
  const { sort, descending, filter } = view
  const place = useEngineQuery('flowRow', flow === null ? null : { flow, sort, descending, filter }, generation)
  useEffect(() => {
    if (place.data !== undefined || place.error !== null) setSelected(place.data ?? -1)
  }, [place])

  // What is worst is what one came for: it is selected until someone chooses, for good once all is read.
  // biome-ignore lint/correctness/useExhaustiveDependencies: `version` stands for what `pages` holds
  useEffect(() => {
    // Asked only now: the list may have been restarted since this was rendered.
    const first = pages.first()?.flow ?? null
    if (first === null) return
    if (flow === null) session.selectFlow(first)
    if (isDone && !isLive && !isChosen) session.chooseFlow(first)
  }, [pages, version, flow, isDone, isLive, isChosen, session])

  const selection = useFlowSelection(pages, selected, total ?? 0, setSelected)
  const { text, severity, state, outcome, timeRange } = view.filter
  const isFiltered = text !== '' || severity !== null || state !== null || outcome !== null || timeRange !== null
  return (
    <section className="pane" aria-label="Flow list">
      <div className="pane-head">
        <h2>Flows</h2>
        <span className="muted ellipsis">
          {total === null || (total === 0 && hasFlows && !isFiltered) ? '' : formatCount(total)}
          {total !== null && isFiltered ? ` of ${formatCount(allFlows)}` : ''}
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
        {hasFlows && <FlowsExportMenu />}
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
              <p>
                {timeRange === null
                  ? 'The search looks at addresses, ports, states and verdicts.'
                  : 'None that passes the other filters was there within the time range.'}
              </p>
              <button type="button" className="button" onClick={() => session.filter(NO_FILTER)}>
                Show all flows
              </button>
            </>
          ) : (
            <>
              <strong>{isDone && !isLive ? 'No TCP flow in this capture' : 'No TCP flow yet'}</strong>
              <p>
                {isLive
                  ? 'Each TCP connection is listed here as soon as its first segment passes.'
                  : 'Each TCP connection that the capture holds is listed here.'}
              </p>
            </>
          )}
        </div>
      ) : (
        <FlowGrid pages={pages} total={total ?? 0} version={version} selected={selected} selection={selection} />
      )}
    </section>
  )
}

function filterWords(filter: typeof NO_FILTER): string {
  const parts = [
    filter.severity ? SEVERITY_WORDS[filter.severity] : '',
    filter.state ?? '',
    filter.outcome ? outcomeWord(filter.outcome) : '',
    filter.timeRange ? 'time range' : '',
    filter.text ? `“${filter.text}”` : '',
  ]
  return parts.filter(Boolean).join(', ')
}
