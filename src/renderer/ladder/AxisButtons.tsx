import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import type { TimeAxis } from './zoom'

interface AxisButtonsProps {
  readonly axis: TimeAxis
  readonly onAxis: (axis: TimeAxis) => void
}

const AXES: readonly TimeAxis[] = ['rows', 'scale']

/** How time runs down a ladder. */
export const AxisButtons = memo(function AxisButtons({ axis, onAxis }: AxisButtonsProps) {
  const { t } = useTranslation('ladder')
  return (
    <fieldset className="segmented" aria-label={t('axis.name')}>
      {AXES.map((name) => (
        <button
          key={name}
          type="button"
          aria-pressed={axis === name}
          title={t('axis.keys', { title: t(`axis.${name}.title`) })}
          onClick={() => onAxis(name)}
        >
          {t(`axis.${name}.name`)}
        </button>
      ))}
    </fieldset>
  )
})
