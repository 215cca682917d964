import { useTranslation } from 'react-i18next'
import { HIDEABLE, type HideableColumn } from '../../flows/hidden'
import { useSession, useSessionState } from '../context'
import { Check } from './Choice'

/** Which columns the flow list shows where it has the room. */
export function ColumnChoice() {
  const { t } = useTranslation(['app', 'flows'])
  const session = useSession()
  const hidden = useSessionState((state) => state.layout.hiddenColumns)
  const show = (column: HideableColumn, isShown: boolean) => {
    const others = hidden.filter((id) => id !== column)
    session.settings.arrange({ hiddenColumns: isShown ? others : [...others, column] })
  }
  return (
    <fieldset className="preference">
      <legend>{t('preferences.columns')}</legend>
      <div className="choices">
        {HIDEABLE.map((column) => (
          <Check
            key={column}
            words={t(`preferences.columnNames.${column}`)}
            isChecked={!hidden.includes(column)}
            onChange={(isShown) => show(column, isShown)}
          />
        ))}
        <small className="muted">{t('preferences.columnsHint')}</small>
      </div>
    </fieldset>
  )
}
