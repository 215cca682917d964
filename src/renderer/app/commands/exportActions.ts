import type { LadderView } from '../../export/exportControl'
import { viewOf } from '../../ladder/shownView'
import type { Session } from '../session'
import { NO_FILTER, type SessionState, sameFilter } from '../state'
import { type Action, actions, hasFlow, hasFlows } from './command'

const isFiltered = (state: SessionState): boolean => hasFlows(state) && !sameFilter(state.view.filter, NO_FILTER)

/** The ladder of the selected flow, or of all that are looked at together, as it is on screen. */
const ofLadder = (act: (session: Session, view: LadderView) => unknown): Action => ({
  run: (session) => {
    const { flow, together } = session.store.get()
    if (flow === null) return null
    const { flows, unfolded, level } = viewOf(together.length > 1 ? together : [flow])
    return act(session, { flows: [...flows], unfolded: [...unfolded], level })
  },
  isPossible: hasFlow,
})

/** Everything that leaves the window as a file or on the clipboard. */
export const EXPORT_ACTIONS = actions({
  save: { run: (session) => session.live.save({ what: 'all' }, false), isPossible: hasFlows },
  saveFiltered: {
    run: (session) => session.live.save({ what: 'filtered', filter: session.store.get().view.filter }, true),
    isPossible: isFiltered,
  },
  saveFlow: {
    run: (session) => {
      const { flow } = session.store.get()
      return flow === null ? null : session.live.save({ what: 'flows', flows: [flow] }, true)
    },
    isPossible: hasFlow,
  },
  exportFlowsCsv: { run: ({ exports }) => exports.flows('csv', NO_FILTER), isPossible: hasFlows },
  exportFlowsJson: { run: ({ exports }) => exports.flows('json', NO_FILTER), isPossible: hasFlows },
  exportFilteredCsv: {
    run: ({ exports, store }) => exports.flows('csv', store.get().view.filter),
    isPossible: isFiltered,
  },
  exportFilteredJson: {
    run: ({ exports, store }) => exports.flows('json', store.get().view.filter),
    isPossible: isFiltered,
  },
  exportReport: { run: ({ exports }) => exports.report(), isPossible: hasFlows },
  exportLadderSvg: ofLadder(({ exports }, view) => exports.ladder(view, 'svg')),
  exportLadderPng: ofLadder(({ exports }, view) => exports.picture(view)),
  exportLadderText: ofLadder(({ exports }, view) => exports.ladder(view, 'text')),
  exportLadderMermaid: ofLadder(({ exports }, view) => exports.ladder(view, 'mermaid')),
  copyLadderText: ofLadder(({ exports }, view) => exports.copy(view, 'text')),
  copyLadderMermaid: ofLadder(({ exports }, view) => exports.copy(view, 'mermaid')),
})
