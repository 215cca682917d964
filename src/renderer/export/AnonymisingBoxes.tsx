import { useTranslation } from 'react-i18next'
import { chooseAnonymising, useAnonymising } from './anonymising'

/** Boxes of a form that saves packets: other addresses, and whether payloads go along. */
export function AnonymisingBoxes() {
  const { t } = useTranslation('export')
  const { isWanted, hasPayloads } = useAnonymising()
  return (
    <>
      <label>
        <input
          type="checkbox"
          checked={isWanted}
          onChange={({ target }) => chooseAnonymising({ isWanted: target.checked })}
        />
        {t('anonymise.addresses')}
      </label>
      <label className={isWanted ? '' : 'muted'} title={t('anonymise.left')}>
        <input
          type="checkbox"
          checked={!hasPayloads}
          disabled={!isWanted}
          onChange={({ target }) => chooseAnonymising({ hasPayloads: !target.checked })}
        />
        {t('anonymise.withoutPayloads')}
      </label>
    </>
  )
}
