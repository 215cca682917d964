import { useTranslation } from 'react-i18next'
import { TIMER_CHOICES } from '../../contracts/assumptions'
import { useSession, useSessionState } from '../app/context'

const SIDES = ['client', 'server'] as const

/** Whose timers are assumed of each end, for all flows; who knows better says so. */
export function TimersAssumed() {
  const { t } = useTranslation(['verdict', 'words'])
  const session = useSession()
  const assumptions = useSessionState((state) => state.assumptions)
  return (
    <fieldset className="assumed">
      <legend>{t('timers.assumed')}</legend>
      {SIDES.map((side) => (
        <label key={side}>
          {t(`words:side.${side}`)}
          <select
            value={assumptions[side]}
            onChange={({ target }) => {
              const choice = TIMER_CHOICES.find((known) => known === target.value)
              if (choice) session.assume({ [side]: choice })
            }}
          >
            {TIMER_CHOICES.map((choice) => (
              <option key={choice} value={choice}>
                {t(`timers.${choice}`)}
              </option>
            ))}
          </select>
        </label>
      ))}
    </fieldset>
  )
}
