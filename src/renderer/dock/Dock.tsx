import './dock.css'
import { useTranslation } from 'react-i18next'
import { useSession, useSessionState } from '../app/context'
import { Icon } from '../ui/Icon'
import { Splitter } from '../ui/Splitter'
import { DockTabs } from './DockTabs'
import { panelOf, TABS } from './panels'
import { PANEL_ID, tabId, toggleDock } from './show'

const LEAST_DOCK = 150
/** The ladder keeps its head and a few rows. */
const LEAST_LADDER = 220

/** The pane under the ladder: a bar of tabs, and what the chosen one shows of the flow. `total`: height of both panes. */
export function Dock({ total }: { readonly total: number }) {
  const { t } = useTranslation('dock')
  const session = useSession()
  const flow = useSessionState((state) => state.flow)
  const { dock, isDockOpen, dockTab } = useSessionState((state) => state.layout)
  const shown = TABS.includes(dockTab) ? dockTab : TABS[0]
  if (shown === undefined) return null
  const Panel = panelOf(shown)
  const most = Math.max(LEAST_DOCK, total - LEAST_LADDER)
  const height = Math.min(Math.max(dock * total, LEAST_DOCK), most)
  const words = t(isDockOpen ? 'close' : 'open')
  return (
    <>
      {isDockOpen && (
        <Splitter
          orientation="horizontal"
          label={t('height')}
          value={height}
          min={LEAST_DOCK}
          max={most}
          reverse
          onChange={(value) => session.settings.arrange({ dock: value / total })}
        />
      )}
      <section
        className={`pane dock${isDockOpen ? ' is-open' : ''}`}
        aria-label={t('dock')}
        style={isDockOpen ? { height } : undefined}
      >
        <div className="dock-head">
          <DockTabs shown={shown} />
          <span className="grow" />
          <button
            type="button"
            className="button quiet icon dock-toggle"
            aria-label={words}
            title={words}
            aria-expanded={isDockOpen}
            aria-keyshortcuts="g"
            onClick={() => toggleDock(session)}
          >
            <Icon name="chevron" />
          </button>
        </div>
        {isDockOpen && (
          <div id={PANEL_ID} className="dock-panel" role="tabpanel" aria-labelledby={tabId(shown)}>
            {flow === null || Panel === undefined ? (
              <p className="pane-note">{t('noFlow')}</p>
            ) : (
              <Panel key={flow} flow={flow} />
            )}
          </div>
        )}
      </section>
    </>
  )
}
