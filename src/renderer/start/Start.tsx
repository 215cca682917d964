import './start.css'
import { useTranslation } from 'react-i18next'
import type { StartInfo } from '../../contracts/ipc'
import { useSession, useSessionState } from '../app/context'
import { LiveStart } from '../live/LiveStart'
import { Recovery } from '../live/Recovery'
import { Icon, Mark } from '../ui/Icon'
import { sampleWords } from './sampleWords'
import { whenWords } from './when'

/** Two ways in, side by side: a capture that there is (one's own, a sample), or one made now. */
export function Start({ info }: { readonly info: StartInfo }) {
  const { t } = useTranslation(['start', 'app'])
  const session = useSession()
  const notice = useSessionState((state) => state.notice)
  const hasSamples = useSessionState((state) => state.preferences.samples)
  return (
    <main className="start">
      <div className="start-body">
        {notice && (
          <div className={`start-alert tone-${notice.tone}`} role={notice.tone === 'ok' ? 'status' : 'alert'}>
            <Icon name={notice.tone === 'ok' ? 'done' : 'warning'} size={18} />
            <div>
              <h2>{notice.title()}</h2>
              <p>{notice.detail()}</p>
            </div>
            {notice.undo && (
              <button type="button" className="button small" onClick={notice.undo}>
                {t('app:banner.undo')}
              </button>
            )}
            <button
              type="button"
              className="button quiet icon small"
              aria-label={t('dismiss')}
              onClick={session.notices.dismiss}
            >
              <Icon name="close" size={12} />
            </button>
          </div>
        )}
        <Recovery />
        <div className="start-ways">
          <div className="start-side">
            <div className="start-hello">
              <Mark size={40} />
              <div>
                <h1>{t('question')}</h1>
                <p>{t('answer')}</p>
              </div>
            </div>
            <section aria-label={t('captures')}>
              <div className="start-drop">
                <button type="button" className="button primary large" onClick={() => void session.choose()}>
                  {t('open')}
                </button>
                <p className="muted">
                  {t('orDrop')}
                  <br />
                  {t('formats')}
                </p>
              </div>
              <RecentFiles info={info} />
            </section>
            {hasSamples && <Samples info={info} />}
          </div>
          <LiveStart />
        </div>
      </div>
    </main>
  )
}

function Samples({ info }: { readonly info: StartInfo }) {
  const { t } = useTranslation('start')
  const session = useSession()
  return (
    <section className="start-samples" aria-label={t('samplesTitle')}>
      <h2>
        {t('samplesTitle')} <span className="muted">{t('samplesWhat')}</span>
      </h2>
      <ul>
        {info.samples.map((sample) => {
          const { title, line, sentence } = sampleWords(sample)
          return (
            <li key={sample.file}>
              <button type="button" title={sentence} onClick={() => void session.openSample(sample.file)}>
                <strong>{title}</strong>
                <span className="muted ellipsis">{line}</span>
              </button>
            </li>
          )
        })}
      </ul>
      {info.samples.length === 0 && <p className="muted">{t('noSamples')}</p>}
    </section>
  )
}

function RecentFiles({ info }: { readonly info: StartInfo }) {
  const { t } = useTranslation('start')
  const session = useSession()
  if (info.recent.length === 0) return null
  return (
    <div className="start-recent">
      <h2>
        {t('recent')}
        <button type="button" className="button quiet small" onClick={() => void session.clearRecent()}>
          {t('clear')}
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
                {whenWords(file.openedAt)}
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
