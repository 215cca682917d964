import { TIMER_CHOICES } from '../../contracts/assumptions'
import { useSession, useSessionState } from '../app/context'
import { choiceWords } from './timers'

const SIDES = ['client', 'server'] as const

/** Whose timers are assumed of each end, for all flows; who knows better says so. */
export function TimersAssumed() {
  const session = useSession()
  const assumptions = useSessionState((state) => state.assumptions)
  return (
    <fieldset className="assumed">
      <legend>Timers assumed</legend>
      {SIDES.map((side) => (
        <label key={side}>
          {side}
          <select
            value={assumptions[side]}
            onChange={({ target }) => {
              const choice = TIMER_CHOICES.find((known) => known === target.value)
              if (choice) session.assume({ [side]: choice })
            }}
          >
            {TIMER_CHOICES.map((choice) => (
              <option key={choice} value={choice}>
                {choiceWords(choice)}
              </option>
            ))}
          </select>
        </label>
      ))}
    </fieldset>
  )
}
