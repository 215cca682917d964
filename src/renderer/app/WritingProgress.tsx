import { useTranslation } from 'react-i18next'
import { useSession, useSessionState } from './context'

/** How far the file is that is being saved or exported, with a way out; nothing where none takes long. */
export function WritingProgress() {
  const { t } = useTranslation('app')
  const session = useSession()
  const writing = useSessionState((state) => state.writings.at(-1) ?? null)
  if (writing === null) return null
  const { name, share } = writing
  const percent = Math.floor(share * 100)
  return (
    <div className="writing">
      <span className="ellipsis" role="status">
        {t('writing.name', { name })}
      </span>
      <div
        className="progress"
        role="progressbar"
        aria-label={t('writing.name', { name })}
        aria-valuenow={percent}
        aria-valuemin={0}
        aria-valuemax={100}
      >
        <div style={{ width: `${share * 100}%` }} />
      </div>
      <span className="reading-percent">{t('banner.percent', { percent })}</span>
      <button type="button" className="status-keys" onClick={session.notices.cancelWriting}>
        {t('writing.cancel')}
      </button>
    </div>
  )
}
