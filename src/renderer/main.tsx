import '@fontsource-variable/inter'
import '@fontsource-variable/jetbrains-mono'
import '@fontsource-variable/noto-sans-sc'
import './ui/tokens.css'
import './ui/base.css'
import './ui/controls.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import type { ENGINE_PORT_MESSAGE, WIRESHARK_PORT_MESSAGE } from '../contracts/ipc'
import { App } from './app/App'
import { SessionContext } from './app/context'
import { ErrorBoundary } from './app/ErrorBoundary'
import { Session } from './app/session'
import { applyTheme, onSystemTheme } from './app/theme'

// A type-only import: the value would bring the whole validation library into the window.
const enginePortMessage: typeof ENGINE_PORT_MESSAGE = 'lastack:engine-port'
const wiresharkPortMessage: typeof WIRESHARK_PORT_MESSAGE = 'lastack:wireshark-port'

const session = new Session(window.lastack)
applyTheme(session.store.get().theme)
onSystemTheme(() => applyTheme(session.store.get().theme))
window.addEventListener('message', (event) => {
  const port = event.ports[0]
  if (event.source !== window || !port) return
  if (event.data === enginePortMessage) session.connect(port)
  else if (event.data === wiresharkPortMessage) session.wireshark.connect(port)
})
session.start()

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root')
createRoot(root).render(
  <StrictMode>
    <ErrorBoundary>
      <SessionContext value={session}>
        <App />
      </SessionContext>
    </ErrorBoundary>
  </StrictMode>,
)
