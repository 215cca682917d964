import { useTranslation } from 'react-i18next'
import { useSession } from './context'
import type { OpenedCapture } from './state'

/** How captures that were chosen together are taken; of two the user says which way. */
export function Together({ capture }: { readonly capture: OpenedCapture }) {
  const { t } = useTranslation('app')
  const session = useSession()
  const { files, other } = capture
  const [first, second] = files
  if (first === undefined || second === undefined) return null
  if (files.length > 2) return <span className="muted ellipsis">{t('together.asOne')}</span>
  return (
    <fieldset className="segmented" aria-label={t('together.label')}>
      <button
        type="button"
        aria-pressed={other !== null}
        title={t('together.twoEndsTitle')}
        onClick={() => other === null && void session.openTwo(first, second)}
      >
        {t('together.twoEnds')}
      </button>
      <button
        type="button"
        aria-pressed={other === null}
        title={t('together.oneTitle')}
        onClick={() => other !== null && void session.openAsOne(files)}
      >
        {t('together.one')}
      </button>
    </fieldset>
  )
}
