import './segment.css'
import { useTranslation } from 'react-i18next'
import { useSessionState } from '../app/context'
import { useEngineQuery } from '../app/useEngineQuery'
import { useAtRest } from '../ui/useAtRest'
import { Detail } from './Detail'

/** The selected segment: its fields and its bytes, each leading to the other. */
export function Segment() {
  const { t } = useTranslation('segment')
  const selected = useSessionState((state) => state.segment)
  const segment = useAtRest(selected)
  const detail = useEngineQuery('segment', segment === null ? null : { segment })
  const shown = segment === null ? null : detail.data
  return (
    <section className="pane" aria-label={t('segment')}>
      {detail.error !== null ? (
        <div className="pane-note" role="alert">
          <strong>{t('unreadable')}</strong>
          <p>{detail.error}</p>
        </div>
      ) : shown ? (
        <Detail detail={shown} />
      ) : (
        segment === null && (
          <div className="pane-note">
            <strong>{t('empty.title')}</strong>
            <p>{t('empty.text')}</p>
          </div>
        )
      )}
    </section>
  )
}
