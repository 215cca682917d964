import type { DockTab } from '../../../contracts/preferences'
import { hasTab } from '../../dock/panels'
import { showTab, toggleDock } from '../../dock/show'
import { type Action, actions, hasFlow } from './command'

const tab = (name: DockTab): Action => ({
  run: (session) => showTab(session, name),
  isPossible: (state) => hasFlow(state) && hasTab(name),
})

/** The pane under the ladder. */
export const DOCK_ACTIONS = actions({
  dock: { run: toggleDock, isPossible: hasFlow },
  showSequence: tab('sequence'),
  showRoundTrip: tab('roundTrip'),
  showWindow: tab('window'),
  showThroughput: tab('throughput'),
  showFollow: tab('follow'),
})
