import './app.css'
import { useEffect, useRef } from 'react'
import { LiveSession } from '../live/LiveSession'
import { isRecoveredCapture } from '../live/recovered'
import { Start } from '../start/Start'
import { TwoEnds } from '../twoEnds/TwoEnds'
import { useSession, useSessionState } from './context'
import { DropTarget } from './DropTarget'
import { KeysDialog } from './KeysDialog'
import { StatusBar } from './StatusBar'
import { type Shortcut, shortcutOf, takesText } from './shortcuts'
import { captureTitle } from './state'
import { TopBar } from './TopBar'
import { nextTheme } from './theme'
import { Workspace } from './Workspace'

/** The whole window: the start page, or an open capture. */
export function App() {
  const session = useSession()
  const capture = useSessionState((state) => state.capture)
  const info = useSessionState((state) => state.info)
  const isRecovered = useSessionState(isRecoveredCapture)
  const isKeysShown = useSessionState((state) => state.keysShown)
  const searchRef = useRef<HTMLInputElement>(null)

  useEffect(() => {
    const run = (shortcut: Shortcut) => {
      const { capture: open, keysShown, theme } = session.store.get()
      if (shortcut === 'find') searchRef.current?.focus()
      else if (shortcut === 'open') void session.choose()
      else if (shortcut === 'keys') session.showKeys(!keysShown)
      else if (shortcut === 'theme') session.setTheme(nextTheme(theme))
      else if (typeof shortcut === 'object') session.live.setView(shortcut.view)
      else if (open) void session.closeCapture()
    }
    const onKeyDown = (event: KeyboardEvent) => {
      const shortcut = shortcutOf({
        key: event.key,
        ctrlKey: event.ctrlKey,
        metaKey: event.metaKey,
        altKey: event.altKey,
        isTyping: takesText(event.target),
      })
      const open = session.store.get().capture
      if (!shortcut || (shortcut === 'close' && !open)) return
      if (typeof shortcut === 'object' && !open?.isLive) return
      event.preventDefault()
      run(shortcut)
    }
    // The palette comes with the commands that it lists; until then its key shows the keys.
    const stop = window.lastack.on('menu:action', (action) => run(action === 'palette' ? 'keys' : action))
    window.addEventListener('keydown', onKeyDown)
    return () => {
      stop()
      window.removeEventListener('keydown', onKeyDown)
    }
  }, [session])

  useEffect(() => {
    document.title = capture ? `${captureTitle(capture)} · Lastack` : 'Lastack'
  }, [capture])

  return (
    <div className="app">
      <TopBar searchRef={searchRef} />
      {capture && (capture.isLive || isRecovered) ? (
        <LiveSession />
      ) : capture?.other ? (
        <TwoEnds />
      ) : capture ? (
        <Workspace />
      ) : info ? (
        <Start info={info} />
      ) : (
        <main />
      )}
      <StatusBar />
      <DropTarget />
      {isKeysShown && <KeysDialog />}
    </div>
  )
}
