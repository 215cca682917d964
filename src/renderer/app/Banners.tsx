import { useTranslation } from 'react-i18next'
import { inWords } from '../i18n/inWords'
import { LiveBanners } from '../live/LiveBanners'
import { Dismiss } from '../ui/Dismiss'
import { formatBytes } from '../ui/format'
import { Icon } from '../ui/Icon'
import { useSession, useSessionState } from './context'
import { problemText } from './problemText'

/** What the user must know about the open capture, between the top bar and the overview. */
export function Banners() {
  const { t } = useTranslation('app')
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
            <strong>{t('banner.goneTitle')}</strong> {t('banner.goneText', { reason: inWords(gone.reason) })}
          </p>
          <button type="button" className="button small" onClick={() => void session.reopen()}>
            {t('banner.readAgain')}
          </button>
        </div>
      )}
      {notice && (
        <div className={`banner tone-${notice.tone}`} role={notice.tone === 'ok' ? 'status' : 'alert'}>
          <Icon name={notice.tone === 'ok' ? 'done' : 'warning'} size={16} />
          <p>
            <strong>{t('banner.title', { title: notice.title() })}</strong> {notice.detail()}
          </p>
          {notice.undo && (
            <button type="button" className="button small" onClick={notice.undo}>
              {t('banner.undo')}
            </button>
          )}
          <Dismiss onClick={session.notices.dismiss} />
        </div>
      )}
      {summary?.problem && !isProblemSeen && (
        <div className="banner tone-warning" role="alert">
          <Icon name="warning" size={16} />
          <p>
            <strong>{t('banner.damaged')}</strong> {problemText(summary)}
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
  const { t } = useTranslation('app')
  const session = useSession()
  const summary = useSessionState((state) => state.summary)
  if (summary?.done) return null
  const part = summary && summary.bytesTotal > 0 ? summary.bytesRead / summary.bytesTotal : 0
  const percent = Math.min(100, Math.floor(part * 100))
  return (
    <div className="banner reading">
      <span className="reading-words figures">
        {summary
          ? t('banner.readOf', { read: formatBytes(summary.bytesRead), total: formatBytes(summary.bytesTotal) })
          : t('banner.opening')}
      </span>
      <div
        className="progress"
        role="progressbar"
        aria-label={t('banner.progress')}
        aria-valuenow={percent}
        aria-valuemin={0}
        aria-valuemax={100}
      >
        <div style={{ width: `${part * 100}%` }} />
      </div>
      <span className="reading-percent figures">{t('banner.percent', { percent })}</span>
      <button type="button" className="button small" onClick={() => void session.cancelReading()}>
        {t('banner.stopReading')}
      </button>
    </div>
  )
}
