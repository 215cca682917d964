import { memo, useDeferredValue } from 'react'
import { useTranslation } from 'react-i18next'
import type { LadderRow } from '../../contracts/ladderRows'
import type { TimeUnit } from '../ui/format'
import { useAtRest } from '../ui/useAtRest'
import { certaintyWords, rowWords } from './describeRow'
import { rowMatchWords } from './filterWords'
import { type HeadName, TableHead } from './TableHead'

interface RowTableProps {
  readonly rows: number
  /** Rows in view. */
  readonly shown: readonly LadderRow[]
  readonly selected: number
  /** What the selected row has to do with others, by row. */
  readonly relations: ReadonlyMap<number, string>
  /** Segments of a row that pass a display filter; null: there is none. */
  readonly passing?: ReadonlyMap<number, number> | null
  readonly start: bigint
  readonly unit: TimeUnit
}

const HEADS: readonly HeadName[] = [
  'time',
  'from',
  'what',
  'clientState',
  'serverState',
  'certainty',
  'frame',
  'related',
]
const FILTERED_HEADS: readonly HeadName[] = [...HEADS, 'filter']

/** The canvas's twin: the visible rows as a table, for screen readers. Follows scrolling when there is time for it. */
export function RowTable(props: RowTableProps) {
  const shown = useDeferredValue(useAtRest(props.shown))
  return <DeferredTable {...props} shown={shown} />
}

const DeferredTable = memo(function DeferredTable({
  rows,
  shown,
  selected,
  relations,
  passing = null,
  start,
  unit,
}: RowTableProps) {
  const { t, i18n } = useTranslation('ladder')
  return (
    <div className="visually-hidden ladder-twin">
      {/* biome-ignore lint/a11y/noRedundantRoles: the browser takes a table that it hasn't laid out for one of layout */}
      <table role="table" aria-label={t('table.name')} aria-rowcount={rows + 1}>
        <TableHead heads={passing === null ? HEADS : FILTERED_HEADS} />
        <tbody>
          {shown.map((row) => (
            <TableRow
              key={row.row}
              row={row}
              isCurrent={row.row === selected}
              relation={relations.get(row.row) ?? ''}
              match={passing === null ? null : rowMatchWords(row, passing)}
              start={start}
              unit={unit}
              language={i18n.language}
            />
          ))}
        </tbody>
      </table>
    </div>
  )
})

interface TableRowProps extends Pick<RowTableProps, 'start' | 'unit'> {
  readonly row: LadderRow
  readonly isCurrent: boolean
  readonly relation: string
  /** null: there is no filter. */
  readonly match: string | null
  /** Its words change with it. */
  readonly language: string
}

const TableRow = memo(function TableRow({ row, isCurrent, relation, match, start, unit }: TableRowProps) {
  const words = rowWords(row, start, unit)
  return (
    <tr id={`ladder-row-${row.row}`} aria-rowindex={row.row + 2} aria-current={isCurrent ? 'true' : undefined}>
      <td>{words.time}</td>
      <td>{words.from}</td>
      <td>{words.what}</td>
      <td>{row.client.state}</td>
      <td>{row.server.state}</td>
      <td>{certaintyWords(row)}</td>
      <td>{words.frame}</td>
      <td>{relation}</td>
      {match !== null && <td>{match}</td>}
    </tr>
  )
})
