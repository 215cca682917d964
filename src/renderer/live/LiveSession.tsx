import { Banners } from '../app/Banners'
import { useSessionState } from '../app/context'
import { Workspace } from '../app/Workspace'
import { CaptureBar } from './CaptureBar'
import './live.css'
import { SocketsView } from './sockets/SocketsView'
import { TimeWaitView } from './timeWait/TimeWaitView'
import { panelId, useLiveView } from './ViewTabs'

/** A capture being made, or this host's sockets: the capture bar, and the view chosen. */
export function LiveSession() {
  const view = useLiveView()
  const hasTabs = useSessionState((state) => state.capture?.isLive ?? false)
  return (
    <main className="live-session">
      <CaptureBar />
      <div
        className="live-panel"
        {...(hasTabs && { id: panelId(view), role: 'tabpanel', 'aria-labelledby': `live-tab-${view}` })}
      >
        {view === 'flows' ? (
          <Workspace />
        ) : (
          <div className="live-view">
            <Banners />
            {view === 'sockets' ? <SocketsView /> : <TimeWaitView />}
          </div>
        )}
      </div>
    </main>
  )
}
