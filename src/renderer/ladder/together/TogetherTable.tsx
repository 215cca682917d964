import { memo, useDeferredValue } from 'react'
import { useTranslation } from 'react-i18next'
import type { PlacedRow, TogetherFlow } from '../../../contracts/together'
import { formatEndpoint, type TimeUnit } from '../../ui/format'
import { useAtRest } from '../../ui/useAtRest'
import { certaintyWords, rowWords } from '../describeRow'
import { type HeadName, TableHead } from '../TableHead'

interface TogetherTableProps {
  readonly flows: readonly TogetherFlow[]
  readonly rows: number
  /** Rows in view. */
  readonly shown: readonly PlacedRow[]
  readonly selected: number
  readonly start: bigint
  readonly unit: TimeUnit
}

/** The canvas's twin: the visible rows as a table, for screen readers. Follows scrolling when there is time for it. */
export function TogetherTable(props: TogetherTableProps) {
  const shown = useDeferredValue(useAtRest(props.shown))
  return <DeferredTable {...props} shown={shown} />
}

const HEADS: readonly HeadName[] = ['time', 'flow', 'from', 'what', 'clientState', 'serverState', 'certainty', 'frame']

const DeferredTable = memo(function DeferredTable({ flows, rows, shown, selected, start, unit }: TogetherTableProps) {
  const { t, i18n } = useTranslation('ladder')
  return (
    <div className="visually-hidden ladder-twin">
      {/* biome-ignore lint/a11y/noRedundantRoles: the browser takes a table that it hasn't laid out for one of layout */}
      <table role="table" aria-label={t('table.name')} aria-rowcount={rows + 1}>
        <TableHead heads={HEADS} />
        <tbody>
          {shown.map((row) => (
            <TableRow
              key={row.row}
              row={row}
              flow={row.place === null ? undefined : flows[row.place]}
              isCurrent={row.row === selected}
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

interface TableRowProps extends Pick<TogetherTableProps, 'start' | 'unit'> {
  readonly row: PlacedRow
  readonly flow: TogetherFlow | undefined
  readonly isCurrent: boolean
  /** Its words change with it. */
  readonly language: string
}

const TableRow = memo(function TableRow({ row, flow, isCurrent, start, unit }: TableRowProps) {
  const words = rowWords(row.shown, start, unit)
  const isOfFlow = row.place !== null
  return (
    <tr id={`ladder-row-${row.row}`} aria-rowindex={row.row + 2} aria-current={isCurrent ? 'true' : undefined}>
      <td>{words.time}</td>
      <td>{row.place === null ? '' : flowWords(row.place, flow)}</td>
      <td>{words.from}</td>
      <td>{words.what}</td>
      <td>{isOfFlow ? row.shown.client.state : ''}</td>
      <td>{isOfFlow ? row.shown.server.state : ''}</td>
      <td>{isOfFlow ? certaintyWords(row.shown) : ''}</td>
      <td>{words.frame}</td>
    </tr>
  )
})

/** `1: 10.0.0.5:51514 › 192.0.2.10:443`. */
const flowWords = (place: number, flow: TogetherFlow | undefined): string =>
  flow === undefined ? '' : `${place + 1}: ${formatEndpoint(flow.client)} › ${formatEndpoint(flow.server)}`
