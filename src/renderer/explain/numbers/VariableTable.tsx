import { useTranslation } from 'react-i18next'
import { SIDE_NUMBERS, type SideNumberName, type SideNumbers } from '../../../contracts/explain'
import type { Sides } from '../../../contracts/flow'
import { SIDES } from '../diagram/lit'
import { sequenceText, windowText } from './sums'

/** Names as RFC 9293 writes them. */
const NAMES: Readonly<Record<SideNumberName, string>> = {
  sndUna: 'SND.UNA',
  sndNxt: 'SND.NXT',
  sndWnd: 'SND.WND',
  rcvNxt: 'RCV.NXT',
  rcvWnd: 'RCV.WND',
}

interface VariableTableProps {
  readonly numbers: Sides<SideNumbers>
  readonly isRaw: boolean
}

/** The variables of both sides; those that the segment changed are marked. */
export function VariableTable({ numbers, isRaw }: VariableTableProps) {
  const { t } = useTranslation(['explain', 'words'])
  return (
    <table className="variables">
      <thead>
        <tr>
          <th scope="col">{t('numbers.variable')}</th>
          {SIDES.map((side) => (
            <th key={side} scope="col">
              {t(`words:${side}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {SIDE_NUMBERS.map((name) => (
          <tr key={name}>
            <th scope="row">
              <span className="mono">{NAMES[name]}</span>
              <span className="muted variable-meaning">{t(`numbers.meaning.${name}`)}</span>
            </th>
            {SIDES.map((side) => {
              const isChanged = numbers[side].changed.includes(name)
              return (
                <td key={side} className={isChanged ? 'changed' : undefined}>
                  <span className="mono">{valueText(numbers[side][name], isRaw) ?? t('numbers.unknown')}</span>
                  <span className="variable-changed">{isChanged ? t('numbers.changed') : ''}</span>
                </td>
              )
            })}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function valueText(value: SideNumbers[SideNumberName], isRaw: boolean): string | null {
  if (value === null) return null
  return typeof value === 'number' ? windowText(value) : sequenceText(value, isRaw)
}
