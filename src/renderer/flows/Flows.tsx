import './flows.css'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSession, useSessionState } from '../app/context'
import { NO_FILTER, sameFilter } from '../app/state'
import { useEngineQuery } from '../app/useEngineQuery'
import { FlowsExportMenu } from '../export/FlowsExportMenu'
import { i18n } from '../i18n/i18n'
import { outcomeWord } from '../overview/outcomes'
import { formatCount } from '../ui/format'
import { Icon } from '../ui/Icon'
import { FlowGrid } from './FlowGrid'
import { useFlowPages } from './useFlowPages'
import { useFlowSelection } from './useFlowSelection'

/** The flow list with its heading and, where it has nothing to show, the reason. */
export function Flows() {
  const { t } = useTranslation('flows')
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
  // biome-ignore lint/correctness/useExhaustiveDependencies: of another flow's answer only, not with the flow
  useEffect(() => {
    // While the question is under way, its answer is still that of the flow before; a key may have gone on meanwhile.
    if (place.isLoading || session.store.get().flow !== flow) return
    if (place.data !== undefined || place.error !== null) setSelected(place.data ?? -1)
  }, [place])

  // What is worst is what one came for: it is selected until someone chooses, for good once all is read.
  // biome-ignore lint/correctness/useExhaustiveDependencies: `version` stands for what `pages` holds
  useEffect(() => {
    // Asked only now: the list may have been restarted since this was rendered.
    const first = pages.first()?.flow ?? null
    if (first === null) return
    if (flow === null) session.choice.selectFlow(first)
    if (isDone && !isLive && !isChosen) session.choice.chooseFlow(first)
  }, [pages, version, flow, isDone, isLive, isChosen, session])

  const selection = useFlowSelection(pages, selected, total ?? 0, setSelected)
  const { expression, timeRange } = view.filter
  const isFiltered = !sameFilter(view.filter, NO_FILTER)
  return (
    <section className="pane" aria-label={t('list')}>
      <div className="pane-head">
        <h2>{t('flows')}</h2>
        <span className="muted ellipsis">
          {total === null || (total === 0 && hasFlows && !isFiltered)
            ? ''
            : totalWords(total, isFiltered ? allFlows : null, view.sort === 'verdict' && view.descending)}
        </span>
        <span className="grow" />
        {isFiltered && (
          <button
            type="button"
            className="button small"
            title={t('showAll')}
            onClick={() => session.choice.filter(NO_FILTER)}
          >
            <span className="ellipsis">{filterWords(view.filter)}</span>
            <Icon name="close" size={10} />
          </button>
        )}
        {hasFlows && <FlowsExportMenu />}
      </div>
      {error !== null && (
        <div className="flows-error" role="alert">
          {t('unreadable', { error })}
        </div>
      )}
      {total === 0 && (isFiltered || !hasFlows) ? (
        <div className="pane-note">
          {isFiltered ? (
            <>
              <strong>{t('empty.noMatch')}</strong>
              {expression === '' && <p>{t(timeRange === null ? 'empty.searched' : 'empty.notThen')}</p>}
              <button type="button" className="button" onClick={() => session.choice.filter(NO_FILTER)}>
                {t('showAll')}
              </button>
            </>
          ) : (
            <>
              <strong>{t(isDone && !isLive ? 'empty.none' : 'empty.noneYet')}</strong>
              <p>{t(isLive ? 'empty.live' : 'empty.saved')}</p>
            </>
          )}
        </div>
      ) : (
        <FlowGrid pages={pages} total={total ?? 0} version={version} selected={selected} selection={selection} />
      )}
    </section>
  )
}

/** How many flows are listed; `all`: of how many that there are, where a filter leaves some out. */
function totalWords(total: number, all: number | null, isWorstFirst: boolean): string {
  const amount =
    all === null
      ? i18n.t('flows:all', { amount: formatCount(total) })
      : i18n.t('flows:someOf', { amount: formatCount(total), all: formatCount(all) })
  return isWorstFirst && total > 0 ? i18n.t('flows:worstFirst', { amount }) : amount
}

function filterWords(filter: typeof NO_FILTER): string {
  const parts = [
    filter.severity ? i18n.t(`words:severity.${filter.severity}`) : '',
    filter.state ?? '',
    filter.outcome ? outcomeWord(filter.outcome) : '',
    filter.timeRange ? i18n.t('flows:timeRange') : '',
    filter.text ? i18n.t('flows:quoted', { text: filter.text }) : '',
    filter.expression,
  ]
  return parts.filter(Boolean).join(i18n.t('words:comma'))
}
