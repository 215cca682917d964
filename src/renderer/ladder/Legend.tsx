import { useTranslation } from 'react-i18next'

/** How sure a state is, by the look of its bar. */
export function Legend() {
  const { t } = useTranslation('ladder')
  return (
    <span className="ladder-legend" title={t('legend.title')}>
      <i className="swatch solid" />
      {t('legend.proved')}
      <i className="swatch hatched" />
      {t('legend.presumed')}
    </span>
  )
}
