import './viewTabs.css'
import type { KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { useSession, useSessionState } from '../app/context'
import { LIVE_VIEWS, type LiveView } from '../app/state'

/** The views that the open live session has: without a capture there are no flows. */
export function useLiveViews(): readonly LiveView[] {
  const isCapture = useSessionState((state) => state.live.state !== 'off')
  return isCapture ? LIVE_VIEWS : LIVE_VIEWS.slice(1)
}

/** The view shown; always one that there is. */
export function useLiveView(): LiveView {
  const views = useLiveViews()
  const wanted = useSessionState((state) => state.liveView)
  return views.includes(wanted) ? wanted : 'sockets'
}

export const panelId = (view: LiveView) => `live-panel-${view}`
const tabId = (view: LiveView) => `live-tab-${view}`

/** Flows, sockets or TIME_WAIT. Arrow keys move between the tabs, the figures 1 to 3 from anywhere. */
export function ViewTabs() {
  const { t } = useTranslation('live')
  const session = useSession()
  const views = useLiveViews()
  const shown = useLiveView()
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
    const next = views[(views.indexOf(shown) + step + views.length) % views.length]
    if (step === 0 || next === undefined) return
    event.preventDefault()
    session.live.setView(next)
    document.getElementById(tabId(next))?.focus()
  }
  return (
    <div className="view-tabs" role="tablist" aria-label={t('tabs.label')} onKeyDown={onKeyDown}>
      {views.map((view) => (
        <button
          key={view}
          id={tabId(view)}
          type="button"
          role="tab"
          aria-selected={view === shown}
          aria-controls={panelId(view)}
          tabIndex={view === shown ? 0 : -1}
          title={t('tabs.title', { view: t(`tabs.${view}`), key: LIVE_VIEWS.indexOf(view) + 1 })}
          onClick={() => session.live.setView(view)}
        >
          {t(`tabs.${view}`)}
        </button>
      ))}
    </div>
  )
}
