import { useLiveView } from '../live/ViewTabs'
import { formatBytes, formatDuration } from '../ui/format'
import { useSession, useSessionState } from './context'

/** What was read, and the keys worth knowing. */
export function StatusBar() {
  const session = useSession()
  const summary = useSessionState((state) => state.summary)
  const info = useSessionState((state) => state.info)
  const isOpen = useSessionState((state) => state.capture !== null)
  const isLive = useSessionState((state) => state.capture?.isLive ?? false)
  const isLadder = useLiveView() === 'flows' || !isLive
  const isPair = useSessionState((state) => state.capture?.other != null)
  return (
    <footer className="status-bar figures">
      {isOpen && summary ? (
        <>
          <span role="status">
            {summary.live
              ? `${summary.live.isFollowing ? 'Live' : 'All read'}: ${formatBytes(summary.bytesRead)}`
              : `${summary.done ? 'Read' : 'Reading:'} ${formatBytes(summary.bytesRead)} in ${formatDuration(summary.elapsedMs * 1e6)}`}
          </span>
          {isLadder && <span>Times: since the flow’s first segment{isPair && ', by the first capture’s clock'}</span>}
          <span className="grow" />
          {!isPair && isLadder && (
            <>
              <span>
                <kbd>/</kbd> search
              </span>
              <span>
                <kbd>[</kbd> <kbd>]</kbd> event
              </span>
              <span>
                <kbd>Space</kbd> mark
              </span>
            </>
          )}
          <span>
            <kbd>↑</kbd> <kbd>↓</kbd> select
          </span>
        </>
      ) : (
        <>
          <span>{info ? `Lastack ${info.version}` : ''}</span>
          <span className="grow" />
          <span>
            <kbd>Ctrl K</kbd> capture
          </span>
          <span>
            <kbd>Ctrl O</kbd> open
          </span>
        </>
      )}
      <button type="button" className="status-keys" onClick={() => session.showKeys(true)}>
        <kbd>?</kbd> keys
      </button>
    </footer>
  )
}
