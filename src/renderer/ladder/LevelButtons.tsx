import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import { LADDER_LEVELS, type LadderLevel } from '../../contracts/ladder'

interface LevelButtonsProps {
  readonly level: LadderLevel
  readonly onLevel: (level: LadderLevel) => void
}

/** How closely a ladder is looked at. */
export const LevelButtons = memo(function LevelButtons({ level, onLevel }: LevelButtonsProps) {
  const { t } = useTranslation('ladder')
  return (
    <fieldset className="segmented" aria-label={t('level.name')}>
      {LADDER_LEVELS.map((name) => (
        <button
          key={name}
          type="button"
          aria-pressed={level === name}
          title={t('level.keys', { title: t(`level.${name}.title`) })}
          onClick={() => onLevel(name)}
        >
          {t(`level.${name}.name`)}
        </button>
      ))}
    </fieldset>
  )
})
