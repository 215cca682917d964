import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { LiveStatus } from '../../contracts/ipc'
import { useSession, useSessionState } from '../app/context'
import { gap } from '../i18n/gap'
import { inWords } from '../i18n/inWords'
import { Dismiss } from '../ui/Dismiss'
import { formatCount } from '../ui/format'
import { Icon } from '../ui/Icon'
import { FixOffer } from './FixOffer'
import { isRecoveredCapture } from './recovered'

/** What went wrong with the live capture, and what its reader had to let go. */
export function LiveBanners() {
  const { t } = useTranslation('live')
  const session = useSession()
  const live = useSessionState((state) => state.live)
  const facts = useSessionState((state) => state.summary?.live ?? null)
  const isLive = useSessionState((state) => state.capture?.isLive ?? false)
  const isRecovered = useSessionState(isRecoveredCapture)
  const [isForgottenSeen, setIsForgottenSeen] = useState(false)
  if (isRecovered) return <Recovered live={live} />
  if (!isLive) return null
  return (
    <>
      {live.state === 'failed' && (
        <div className="banner tone-stuck" role="alert">
          <Icon name="warning" size={16} />
          <div className="banner-words">
            <p>
              <strong>{t('banner.stopped')}</strong>
              {gap()}
              {inWords(live.message)}
            </p>
            {live.fix && <FixOffer fix={live.fix} onDone={() => void session.live.restart()} />}
          </div>
          <button type="button" className="button small" onClick={() => void session.live.restart()}>
            {t('banner.again')}
          </button>
        </div>
      )}
      {facts?.halted != null && (
        <div className="banner tone-warning" role="alert">
          <Icon name="warning" size={16} />
          <p>
            <strong>{t('banner.halted')}</strong>
            {gap()}
            {facts.halted}
          </p>
        </div>
      )}
      {facts !== null && facts.forgotten > 0 && !isForgottenSeen && (
        <div className="banner tone-note" role="status">
          <Icon name="file" size={16} />
          <p>
            <strong>{t('banner.ring')}</strong>
            {gap()}
            {t('banner.forgotten', { count: facts.forgotten, shown: formatCount(facts.forgotten) })}
          </p>
          <Dismiss onClick={() => setIsForgottenSeen(true)} />
        </div>
      )}
    </>
  )
}

/** It is kept with the program's own files until it is saved or closed. */
function Recovered({ live }: { readonly live: LiveStatus }) {
  const { t } = useTranslation('live')
  return (
    <div className="banner tone-note" role="status">
      <Icon name="file" size={16} />
      <p>
        <strong>{t(live.isSaved ? 'banner.recoveredSaved' : 'banner.recovered')}</strong>
        {gap()}
        {inWords(live.message)}
      </p>
    </div>
  )
}
