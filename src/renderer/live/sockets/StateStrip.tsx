import { useTranslation } from 'react-i18next'
import { STATE_NAMES, type StateName } from '../../../contracts/names'
import type { SocketPage } from '../../../contracts/sockets'
import { formatCount } from '../../ui/format'
import { stateToken } from '../../ui/StateChip'

interface StateStripProps {
  readonly states: SocketPage['states']
  readonly chosen: StateName | null
  readonly onChoose: (state: StateName | null) => void
}

/** How many sockets are in each state; a state is a filter. */
export function StateStrip({ states, chosen, onChoose }: StateStripProps) {
  const { t } = useTranslation('live')
  const there = STATE_NAMES.filter((state) => (states[state] ?? 0) > 0 || state === chosen)
  return (
    <ul className="counts-list socket-states" aria-label={t('sockets.states')}>
      {there.map((state) => (
        <li key={state}>
          <button
            type="button"
            aria-pressed={chosen === state}
            onClick={() => onChoose(chosen === state ? null : state)}
          >
            <i className="dot" style={{ backgroundColor: `var(--${stateToken(state)}-edge)` }} />
            {state} <b className="figures">{formatCount(states[state] ?? 0)}</b>
          </button>
        </li>
      ))}
    </ul>
  )
}
