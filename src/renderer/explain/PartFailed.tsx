import { useTranslation } from 'react-i18next'

/** The engine couldn't answer. */
export function PartFailed({ error }: { readonly error: string }) {
  const { t } = useTranslation('explain')
  return (
    <div className="pane-note" role="alert">
      <strong>{t('failed')}</strong>
      <p>{error}</p>
    </div>
  )
}
