import { useTranslation } from 'react-i18next'
import type { FrameNumber, SegmentIndex } from '../../contracts/units'
import { useSession } from '../app/context'
import { point } from '../ladder/pointed'

interface FrameLinkProps {
  readonly frame: FrameNumber
  /** Pointed at in the ladder while the pointer rests on the link; null: none to point at. */
  readonly segment: SegmentIndex | null
  /** Also says "frame", where nothing beside it does. */
  readonly isNamed?: boolean
}

/** A frame's number that leads to its row in the ladder. */
export function FrameLink({ frame, segment, isNamed = false }: FrameLinkProps) {
  const { t } = useTranslation('explain')
  const session = useSession()
  return (
    <button
      type="button"
      className="link explain-frame mono"
      aria-label={t('frame', { frame })}
      title={t('showFrame', { frame })}
      onMouseEnter={() => point(segment)}
      onMouseLeave={() => point(null)}
      onFocus={() => point(segment)}
      onBlur={() => point(null)}
      onClick={() => session.choice.goToFrame(frame)}
    >
      {isNamed ? t('frame', { frame }) : frame}
    </button>
  )
}
