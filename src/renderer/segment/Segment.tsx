import './segment.css'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import type { SegmentIndex } from '../../contracts/units'
import { useSessionState } from '../app/context'
import { useEngineQuery } from '../app/useEngineQuery'
import { useAtRest } from '../ui/useAtRest'
import { useTurn } from '../ui/useTurn'
import { Detail } from './Detail'

/** The selected segment: its fields and its bytes, each leading to the other. Told once a held key has rested. */
export function Segment() {
  const selected = useSessionState((state) => state.segment)
  return <Rested segment={useAtRest(selected)} />
}

const Rested = memo(function Rested({ segment }: { readonly segment: SegmentIndex | null }) {
  const { t } = useTranslation('segment')
  const detail = useEngineQuery('segment', segment === null ? null : { segment })
  const known = useTurn(detail.data)
  const shown = segment === null ? null : known
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
})
