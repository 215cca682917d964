import { useTranslation } from 'react-i18next'
import { Term } from '../app/glossary/Term'

/** How sure a state is, by the look of its bar. */
export function Legend() {
  const { t } = useTranslation('ladder')
  return (
    <span className="ladder-legend" title={t('legend.title')}>
      <i className="swatch solid" />
      <Term id="proved">{t('legend.proved')}</Term>
      <i className="swatch hatched" />
      <Term id="presumed">{t('legend.presumed')}</Term>
    </span>
  )
}
