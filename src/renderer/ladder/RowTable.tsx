import { memo, useDeferredValue } from 'react'
import { useTranslation } from 'react-i18next'
import type { LadderRow } from '../../contracts/engine'
import type { TimeUnit } from '../ui/format'
import { certaintyWords, rowWords } from './describeRow'

interface RowTableProps {
  readonly rows: number
  /** Rows in view. */
  readonly shown: readonly LadderRow[]
  readonly selected: number
  /** What the selected row has to do with others, by row. */
  readonly relations: ReadonlyMap<number, string>
  readonly start: bigint
  readonly unit: TimeUnit
}

const HEADS = ['time', 'from', 'what', 'clientState', 'serverState', 'certainty', 'frame', 'related'] as const

/** The canvas's twin: the visible rows as a table, for screen readers. Follows scrolling when there is time for it. */
export function RowTable(props: RowTableProps) {
  const shown = useDeferredValue(props.shown)
  return <DeferredTable {...props} shown={shown} />
}

const DeferredTable = memo(function DeferredTable({ rows, shown, selected, relations, start, unit }: RowTableProps) {
  const { t } = useTranslation('ladder')
  return (
    <table className="visually-hidden" aria-label={t('table.name')} aria-rowcount={rows + 1}>
      <thead>
        <tr aria-rowindex={1}>
          {HEADS.map((head) => (
            <th key={head} scope="col">
              {t(`table.${head}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {shown.map((row) => {
          const words = rowWords(row, start, unit)
          return (
            <tr
              key={row.row}
              id={`ladder-row-${row.row}`}
              aria-rowindex={row.row + 2}
              aria-current={row.row === selected ? 'true' : undefined}
            >
              <td>{words.time}</td>
              <td>{words.from}</td>
              <td>{words.what}</td>
              <td>{row.client.state}</td>
              <td>{row.server.state}</td>
              <td>{certaintyWords(row)}</td>
              <td>{words.frame}</td>
              <td>{relations.get(row.row) ?? ''}</td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
})
