import type { CSSProperties } from 'react'
import { useTranslation } from 'react-i18next'
import type { CertaintyName, StateName } from '../../contracts/names'
import { termOf } from '../app/glossary/terms'

/** The part of a token's name that stands for a state: `FIN_WAIT_1` -> `fin-wait-1`. */
export function stateToken(state: StateName | 'RESET'): string {
  return state.toLowerCase().replaceAll('_', '-')
}

interface StateChipProps {
  readonly state: StateName
  readonly certainty: CertaintyName
}

/** A state in its colour; hatched where it is presumed, as in the ladder. */
export function StateChip({ state, certainty }: StateChipProps) {
  const { t } = useTranslation('words')
  const token = stateToken(state)
  const style = {
    backgroundColor: `var(--${token}-fill)`,
    color: `var(--${token}-ink)`,
    '--chip-edge': `var(--${token}-edge)`,
  } as CSSProperties
  return (
    <span
      className={certainty === 'proved' ? 'chip' : 'chip presumed'}
      style={style}
      {...termOf(state)}
      title={t('stateIs', { state, certainty: t(certainty === 'proved' ? 'certainty.proved' : 'certainty.presumed') })}
    >
      {state}
    </span>
  )
}
