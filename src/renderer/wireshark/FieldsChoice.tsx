import './wireshark.css'
import { useTranslation } from 'react-i18next'
import type { FieldTreeKind } from '../../contracts/preferences'
import { useSession, useSessionState } from '../app/context'

const KINDS: readonly FieldTreeKind[] = ['lastack', 'wireshark']

/** Whose fields are shown: the program's own, or those of Wireshark's dissectors. */
export function FieldsChoice() {
  const { t } = useTranslation('wireshark')
  const session = useSession()
  const chosen = useSessionState((state) => state.layout.fields)
  return (
    <fieldset className="segmented" aria-label={t('whose')}>
      {KINDS.map((kind) => (
        <button
          key={kind}
          type="button"
          aria-pressed={kind === chosen}
          aria-keyshortcuts="w"
          title={t(`kindTitles.${kind}`)}
          onClick={() => session.settings.arrange({ fields: kind })}
        >
          {t(`kinds.${kind}`)}
        </button>
      ))}
    </fieldset>
  )
}
