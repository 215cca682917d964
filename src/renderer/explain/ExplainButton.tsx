import { useTranslation } from 'react-i18next'
import { toggleExplain, useExplainMode } from './mode'

/** Opens and closes Explain mode. */
export function ExplainButton() {
  const { t } = useTranslation('explain')
  const isOpen = useExplainMode((mode) => mode.isOpen)
  return (
    <button
      type="button"
      className="button explain-toggle"
      aria-pressed={isOpen}
      aria-keyshortcuts="e"
      title={t('toggle.title')}
      onClick={toggleExplain}
    >
      {t('toggle.name')}
    </button>
  )
}
