import type { DockTab } from '../../contracts/preferences'
import type { Session } from '../app/session'

export const PANEL_ID = 'dock-panel'
export const tabId = (tab: DockTab) => `dock-tab-${tab}`

/** Opens the pane at a tab, and puts the focus there. */
export function showTab(session: Session, tab: DockTab): void {
  session.settings.arrange({ isDockOpen: true, dockTab: tab })
  // The window draws the tab first.
  requestAnimationFrame(() => document.getElementById(tabId(tab))?.focus())
}

/** Opens the pane as it was left, or closes it. */
export function toggleDock(session: Session): void {
  const { isDockOpen, dockTab } = session.store.get().layout
  if (!isDockOpen) showTab(session, dockTab)
  else session.settings.arrange({ isDockOpen: false })
}
