import type { CSSProperties } from 'react'
import { useTranslation } from 'react-i18next'
import type { LossRow } from '../../../contracts/explain'
import type { Side } from '../../../contracts/flow'
import { stateToken } from '../../ui/StateChip'

interface StateCellProps {
  readonly side: Side
  readonly row: LossRow
  /** The row before it: a state is named where it begins. */
  readonly above: LossRow | undefined
}

/** A side's state after a row, as a piece of its bar: hatched where it is presumed. */
export function StateCell({ side, row, above }: StateCellProps) {
  const { t } = useTranslation('explain')
  const { state, proved } = row[side]
  const isSame = above?.[side].state === state
  const token = stateToken(state)
  const style = {
    '--state-fill': `var(--${token}-fill)`,
    '--state-ink': `var(--${token}-ink)`,
    '--state-edge': `var(--${token}-edge)`,
  } as CSSProperties
  return (
    <td className={`loss-state of-${side}${proved ? '' : ' presumed'}${isSame ? '' : ' begins'}`} style={style}>
      <span className={isSame ? 'visually-hidden' : undefined}>{state}</span>
      {!proved && <span className="visually-hidden"> {t('knows.mark.presumed')}</span>}
    </td>
  )
}
