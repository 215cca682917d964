import { useTranslation } from 'react-i18next'
import { useLiveView } from '../live/ViewTabs'
import { formatBytes, formatDuration } from '../ui/format'
import { KeyName } from './commands/KeyName'
import { useSession, useSessionState } from './context'
import { TermTip } from './glossary/TermTip'
import { WritingProgress } from './WritingProgress'

const TIMES = { utc: 'status.timesUtc', local: 'status.timesLocal' } as const

/** What was read, and the keys worth knowing. */
export function StatusBar() {
  const { t } = useTranslation('app')
  const session = useSession()
  const summary = useSessionState((state) => state.summary)
  const info = useSessionState((state) => state.info)
  const isOpen = useSessionState((state) => state.capture !== null)
  const isLive = useSessionState((state) => state.capture?.isLive ?? false)
  const isLadder = useLiveView() === 'flows' || !isLive
  const times = useSessionState((state) => state.preferences.times)
  const isPair = useSessionState((state) => state.capture?.other != null)
  const isWriting = useSessionState((state) => state.writings.length > 0)
  return (
    <footer className="status-bar figures">
      {isOpen && summary ? (
        <>
          <span role="status">
            {summary.live
              ? t(summary.live.isFollowing ? 'status.live' : 'status.allRead', {
                  bytes: formatBytes(summary.bytesRead),
                })
              : t(summary.done ? 'status.read' : 'status.reading', {
                  bytes: formatBytes(summary.bytesRead),
                  time: formatDuration(summary.elapsedMs * 1e6),
                })}
          </span>
          {isLadder && (
            <span className="status-times">
              {t(times === 'relative' ? (isPair ? 'status.timesOfFirst' : 'status.times') : TIMES[times])}
            </span>
          )}
          <span className="grow" />
          <WritingProgress />
          {!isPair && isLadder && !isWriting && (
            <>
              <span className="status-hint">
                <kbd>/</kbd> {t('status.search')}
              </span>
              <span className="status-hint">
                <KeyName id="eventBefore" /> <KeyName id="eventAfter" /> {t('status.event')}
              </span>
              <span className="status-hint">
                <KeyName id="mark" /> {t('status.mark')}
              </span>
            </>
          )}
          {!isWriting && (
            <span className="status-hint">
              <KeyName id="flowBefore" /> <KeyName id="flowAfter" /> {t('status.select')}
            </span>
          )}
        </>
      ) : (
        <>
          <span>{info ? `Lastack ${info.version}` : ''}</span>
          <span className="grow" />
          <span className="status-hint">
            <KeyName id="captureStart" /> {t('status.capture')}
          </span>
          <span className="status-hint">
            <KeyName id="open" /> {t('status.open')}
          </span>
        </>
      )}
      <button type="button" className="status-keys" onClick={() => session.show('palette')}>
        <KeyName id="palette" /> {t('status.commands')}
      </button>
      <button type="button" className="status-keys" onClick={() => session.show('keys')}>
        <KeyName id="keys" /> {t('status.keys')}
      </button>
      <TermTip />
    </footer>
  )
}
