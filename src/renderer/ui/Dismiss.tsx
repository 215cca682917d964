import { useTranslation } from 'react-i18next'
import { Icon } from './Icon'

/** Puts a banner away. */
export function Dismiss({ onClick }: { readonly onClick: () => void }) {
  const { t } = useTranslation('words')
  return (
    <button type="button" className="button quiet small" aria-label={t('dismiss')} onClick={onClick}>
      <Icon name="close" size={12} />
    </button>
  )
}
