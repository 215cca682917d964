import { useTranslation } from 'react-i18next'

/** What stands in the place of a ladder that can't be read. */
export function Failed({ error }: { readonly error: string }) {
  const { t } = useTranslation('ladder')
  return (
    <div className="pane-note" role="alert">
      <strong>{t('unreadable')}</strong>
      <p>{error}</p>
    </div>
  )
}
