import './start.css'
import type { StartInfo } from '../../contracts/ipc'
import { useSession, useSessionState } from '../app/context'
import { Icon, Mark } from '../ui/Icon'

/** Ways in: a capture of one's own, one of the last, or a sample that teaches something. */
export function Start({ info }: { readonly info: StartInfo }) {
  const session = useSession()
  const notice = useSessionState((state) => state.notice)
  return (
    <main className="start">
      <div className="start-body">
        {notice && (
          <div className="start-alert" role="alert">
            <Icon name="warning" size={18} />
            <div>
              <h2>{notice.title}</h2>
              <p>{notice.detail}</p>
            </div>
            <button type="button" className="button quiet icon" aria-label="Dismiss" onClick={session.dismissNotice}>
              <Icon name="close" size={12} />
            </button>
          </div>
        )}
        <section className="start-open" aria-label="Your captures">
          <div className="start-hello">
            <Mark size={44} />
            <h1>Why is it stuck?</h1>
            <p>
              Open a packet capture. Lastack shows the TCP state of both ends of every flow, draws what happened as a
              ladder, and says what is missing.
            </p>
          </div>
          <div className="start-side">
            <div className="start-drop">
              <button type="button" className="button primary large" onClick={() => void session.choose()}>
                Open a capture
              </button>
              <p className="muted">
                or drop a file anywhere in this window
                <br />
                pcap, pcapng, snoop
              </p>
            </div>
            <RecentFiles info={info} />
          </div>
        </section>
        <section className="start-samples" aria-label="Samples">
          <h2>
            Samples <span className="muted">one situation each, to look around</span>
          </h2>
          <ul>
            {info.samples.map((sample) => (
              <li key={sample.file}>
                <button type="button" onClick={() => void session.openSample(sample.file)}>
                  <strong>{sample.title}</strong>
                  <span className="muted">{sample.sentence}</span>
                </button>
              </li>
            ))}
          </ul>
          {info.samples.length === 0 && <p className="muted">This installation has no samples.</p>}
        </section>
      </div>
    </main>
  )
}

const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' })

function RecentFiles({ info }: { readonly info: StartInfo }) {
  const session = useSession()
  if (info.recent.length === 0) return null
  return (
    <div className="start-recent">
      <h2>
        Recent
        <button type="button" className="button quiet small" onClick={() => void session.clearRecent()}>
          Clear
        </button>
      </h2>
      <ul>
        {info.recent.map((file) => (
          <li key={file.path}>
            <button type="button" title={file.path} onClick={() => void session.open(file.path)}>
              <Icon name="file" size={16} />
              <span className="recent-name">
                <span className="ellipsis">{file.name}</span>
                <span className="ellipsis muted mono">{folderOf(file.path)}</span>
              </span>
              <time className="muted" dateTime={new Date(file.openedAt).toISOString()}>
                {day.format(file.openedAt)}
              </time>
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}

/** The folder that `path` names a file in. */
export function folderOf(path: string): string {
  return path.replace(/[\\/][^\\/]*$/, '') || '/'
}
