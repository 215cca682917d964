import type { KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { DockTab } from '../../contracts/preferences'
import { useSession, useSessionState } from '../app/context'
import { TABS } from './panels'
import { PANEL_ID, showTab, tabId } from './show'

/** The tabs; those of a closed pane open it. Arrow keys move between them. */
export function DockTabs({ shown }: { readonly shown: DockTab }) {
  const { t } = useTranslation('dock')
  const session = useSession()
  const isOpen = useSessionState((state) => state.layout.isDockOpen)
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
    const next = TABS[(TABS.indexOf(shown) + step + TABS.length) % TABS.length]
    if (step === 0 || next === undefined) return
    event.preventDefault()
    showTab(session, next)
  }
  return (
    <div className="dock-tabs" role="tablist" aria-label={t('label')} onKeyDown={onKeyDown}>
      {TABS.map((tab) => (
        <button
          key={tab}
          id={tabId(tab)}
          type="button"
          role="tab"
          aria-selected={isOpen && tab === shown}
          aria-controls={isOpen ? PANEL_ID : undefined}
          tabIndex={tab === shown ? 0 : -1}
          onClick={() => showTab(session, tab)}
        >
          {t(`tabs.${tab}`)}
        </button>
      ))}
    </div>
  )
}
