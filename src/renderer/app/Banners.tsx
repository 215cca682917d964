import { LiveBanners } from '../live/LiveBanners'
import { Dismiss } from '../ui/Dismiss'
import { formatBytes } from '../ui/format'
import { Icon } from '../ui/Icon'
import { useSession, useSessionState } from './context'
import { problemText } from './session'

/** What the user must know about the open capture, between the top bar and the overview. */
export function Banners() {
  const session = useSession()
  const summary = useSessionState((state) => state.summary)
  const gone = useSessionState((state) => state.gone)
  const notice = useSessionState((state) => state.notice)
  const isLive = useSessionState((state) => state.capture?.isLive ?? false)
  const isProblemSeen = useSessionState((state) => state.problemSeen)
  return (
    <div className="banners">
      {gone && (
        <div className="banner tone-stuck" role="alert">
          <Icon name="warning" size={16} />
          <p>
            <strong>The engine stopped.</strong> {gone.reason} What is on screen may be incomplete; the capture file is
            untouched.
          </p>
          <button type="button" className="button small" onClick={() => void session.reopen()}>
            Read it again
          </button>
        </div>
      )}
      {notice && (
        <div className={`banner tone-${notice.tone}`} role={notice.tone === 'ok' ? 'status' : 'alert'}>
          <Icon name={notice.tone === 'ok' ? 'done' : 'warning'} size={16} />
          <p>
            <strong>{notice.title}.</strong> {notice.detail}
          </p>
          <Dismiss onClick={session.dismissNotice} />
        </div>
      )}
      {summary?.problem && !isProblemSeen && (
        <div className="banner tone-warning" role="alert">
          <Icon name="warning" size={16} />
          <p>
            <strong>Everything readable is shown.</strong> {problemText(summary)}
          </p>
          <Dismiss onClick={session.dismissProblem} />
        </div>
      )}
      <LiveBanners />
      {!gone && !isLive && <ReadingProgress />}
    </div>
  )
}

/** How far along reading is; nothing once it is done. */
function ReadingProgress() {
  const session = useSession()
  const summary = useSessionState((state) => state.summary)
  if (summary?.done) return null
  const part = summary && summary.bytesTotal > 0 ? summary.bytesRead / summary.bytesTotal : 0
  const percent = Math.min(100, Math.floor(part * 100))
  return (
    <div className="banner reading">
      <span className="reading-words figures">
        {summary
          ? `Reading: ${formatBytes(summary.bytesRead)} of ${formatBytes(summary.bytesTotal)}`
          : 'Opening the capture'}
      </span>
      <div
        className="progress"
        role="progressbar"
        aria-label="Reading the capture"
        aria-valuenow={percent}
        aria-valuemin={0}
        aria-valuemax={100}
      >
        <div style={{ width: `${part * 100}%` }} />
      </div>
      <span className="reading-percent figures">{percent} %</span>
      <button type="button" className="button small" onClick={() => void session.cancelReading()}>
        Stop reading
      </button>
    </div>
  )
}
