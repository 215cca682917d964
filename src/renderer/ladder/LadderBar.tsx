import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { LadderLevel } from '../../contracts/ladder'
import { Icon } from '../ui/Icon'
import { AxisButtons } from './AxisButtons'
import { LevelButtons } from './LevelButtons'
import type { TimeAxis } from './zoom'

interface LadderBarProps {
  readonly level: LadderLevel
  readonly onLevel: (level: LadderLevel) => void
  readonly axis: TimeAxis
  readonly onAxis: (axis: TimeAxis) => void
  /** Stretches time drawn to scale: twice, or half. */
  readonly onStretch: (isIn: boolean) => void
  readonly children: ReactNode
}

/** How the ladder is looked at: how closely, and how time runs down it. */
export function LadderBar({ level, onLevel, axis, onAxis, onStretch, children }: LadderBarProps) {
  const { t } = useTranslation('ladder')
  return (
    <div className="ladder-bar">
      <LevelButtons level={level} onLevel={onLevel} />
      <AxisButtons axis={axis} onAxis={onAxis} />
      {axis === 'scale' && (
        <span className="ladder-stretch">
          <button
            type="button"
            className="button quiet icon small"
            aria-label={t('compress')}
            title={t('compressKey')}
            onClick={() => onStretch(false)}
          >
            <Icon name="minus" size={12} />
          </button>
          <button
            type="button"
            className="button quiet icon small"
            aria-label={t('stretch')}
            title={t('stretchKey')}
            onClick={() => onStretch(true)}
          >
            <Icon name="plus" size={12} />
          </button>
        </span>
      )}
      {children}
    </div>
  )
}
