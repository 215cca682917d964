import { useTranslation } from 'react-i18next'
import { Icon } from '../ui/Icon'

/** The way back to the end of a ladder that grows. */
export function BackToLive({ onClick }: { readonly onClick: () => void }) {
  const { t } = useTranslation('ladder')
  return (
    <button type="button" className="button ladder-back" onClick={onClick}>
      <Icon name="toEnd" size={12} /> {t('backToLive')} <kbd>End</kbd>
    </button>
  )
}
