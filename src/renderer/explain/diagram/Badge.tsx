import { useTranslation } from 'react-i18next'
import type { Side } from '../../../contracts/flow'
import type { Point } from './geometry'
import { BADGE } from './shapes'

interface BadgeProps {
  readonly at: Point
  readonly side: Side
  /** false: presumed, drawn hollow. */
  readonly isProved: boolean
  /** It came with this segment: ringed. */
  readonly isNew: boolean
}

/** A side's letter. */
export function Badge({ at, side, isProved, isNew }: BadgeProps) {
  const { t } = useTranslation('explain')
  return (
    <g className={`side-badge of-${side}${isProved ? '' : ' presumed'}`} transform={`translate(${at.x} ${at.y})`}>
      {isNew && <circle className="badge-ring" r={BADGE.radius + 3} />}
      <circle className="badge-disc" r={BADGE.radius} />
      <text className="badge-letter" y={3.6} textAnchor="middle">
        {t(`states.letter.${side}`)}
      </text>
    </g>
  )
}
