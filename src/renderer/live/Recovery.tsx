import './recovery.css'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Recoverable } from '../../contracts/ipc'
import { useSession } from '../app/context'
import { gap } from '../i18n/gap'
import { i18n } from '../i18n/i18n'
import { inWords } from '../i18n/inWords'
import { whenWords } from '../start/when'
import { formatBytes } from '../ui/format'
import { Icon } from '../ui/Icon'

/** A capture that was discarded by mistake can be had back for so long. */
const UNDO_MS = 8000

/** Captures that nobody closed: the program, its computer or its disk ended first. Nothing written is lost. */
export function Recovery() {
  const { t } = useTranslation(['live', 'app'])
  const session = useSession()
  const [found, setFound] = useState<readonly Recoverable[]>([])
  useEffect(() => {
    let isGone = false
    session.live.recoverable().then(
      (captures) => !isGone && setFound(captures),
      (error: Error) =>
        session.notices.notify(
          () => i18n.t('live:recovery.failed'),
          () => error.message,
        ),
    )
    return () => {
      isGone = true
    }
  }, [session])
  const discard = (id: string) => {
    const before = found
    setFound(before.filter((capture) => capture.id !== id))
    // Until then nothing is deleted: whoever closes the program meanwhile finds the capture again.
    const later = setTimeout(() => {
      withdraw()
      void session.live.discard(id)
    }, UNDO_MS)
    const withdraw = session.notices.offerUndo(
      () => i18n.t('notice.discarded'),
      () => i18n.t('notice.discardedDetail'),
      () => {
        clearTimeout(later)
        setFound(before)
      },
    )
  }
  if (found.length === 0) return null
  return (
    <section className="recovery" aria-label={t('recovery.label')}>
      {found.map((capture) => (
        <div key={capture.id} className="recovery-one">
          <Icon name="file" size={16} />
          <p>
            <strong>{t('recovery.found', { interfaces: capture.interfaces.join(', ') })}</strong>
            {gap()}
            {t('recovery.kept', { bytes: formatBytes(capture.bytes), when: whenWords(capture.startedAt) })}
            {gap()}
            {inWords(capture.message)}
          </p>
          <button type="button" className="button small" onClick={() => void session.live.recover(capture.id)}>
            {t('recovery.open')}
          </button>
          <button type="button" className="button quiet small" onClick={() => discard(capture.id)}>
            {t('recovery.discard')}
          </button>
        </div>
      ))}
    </section>
  )
}
