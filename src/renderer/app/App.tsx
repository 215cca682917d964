import './app.css'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { LiveSession } from '../live/LiveSession'
import { isRecoveredCapture } from '../live/recovered'
import { Start } from '../start/Start'
import { TwoEnds } from '../twoEnds/TwoEnds'
import { Palette } from './commands/Palette'
import { useCommandKeys } from './commands/useCommandKeys'
import { useSessionState } from './context'
import { DropTarget } from './DropTarget'
import { KeysDialog } from './KeysDialog'
import { PreferencesDialog } from './preferences/PreferencesDialog'
import { StatusBar } from './StatusBar'
import { TopBar, titleOf } from './TopBar'
import { Workspace } from './Workspace'

/** The whole window: the start page, or an open capture. */
export function App() {
  const { t } = useTranslation('app')
  const capture = useSessionState((state) => state.capture)
  const info = useSessionState((state) => state.info)
  const isRecovered = useSessionState(isRecoveredCapture)
  const dialog = useSessionState((state) => state.dialog)
  useCommandKeys()

  useEffect(() => {
    document.title = capture ? `${titleOf(capture, t)} · Lastack` : 'Lastack'
  }, [capture, t])

  return (
    <div className="app">
      <TopBar />
      {capture && (capture.isLive || isRecovered) ? (
        <LiveSession />
      ) : capture?.other ? (
        <TwoEnds />
      ) : capture ? (
        <main className="app-main">
          <Workspace />
        </main>
      ) : info ? (
        <Start info={info} />
      ) : (
        <main />
      )}
      <StatusBar />
      <DropTarget />
      {dialog === 'keys' && <KeysDialog />}
      {dialog === 'palette' && <Palette />}
      {dialog === 'preferences' && <PreferencesDialog />}
    </div>
  )
}
