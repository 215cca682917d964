import { memo, useDeferredValue } from 'react'
import { useTranslation } from 'react-i18next'
import type { TogetherFlow, TogetherRow } from '../../../contracts/together'
import { formatEndpoint, type TimeUnit } from '../../ui/format'
import { certaintyWords, rowWords } from '../describeRow'

interface TogetherTableProps {
  readonly flows: readonly TogetherFlow[]
  readonly rows: number
  /** Rows in view. */
  readonly shown: readonly TogetherRow[]
  readonly selected: number
  readonly start: bigint
  readonly unit: TimeUnit
}

/** The canvas's twin: the visible rows as a table, for screen readers. Follows scrolling when there is time for it. */
export function TogetherTable(props: TogetherTableProps) {
  const shown = useDeferredValue(props.shown)
  return <DeferredTable {...props} shown={shown} />
}

const HEADS = ['time', 'flow', 'from', 'what', 'clientState', 'serverState', 'certainty', 'frame'] as const

const DeferredTable = memo(function DeferredTable({ flows, rows, shown, selected, start, unit }: TogetherTableProps) {
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
          const words = rowWords(row.shown, start, unit)
          return (
            <tr
              key={row.row}
              id={`ladder-row-${row.row}`}
              aria-rowindex={row.row + 2}
              aria-current={row.row === selected ? 'true' : undefined}
            >
              <td>{words.time}</td>
              <td>{row.place === null ? '' : flowWords(row.place, flows[row.place])}</td>
              <td>{words.from}</td>
              <td>{words.what}</td>
              <td>{row.place === null ? '' : row.shown.client.state}</td>
              <td>{row.place === null ? '' : row.shown.server.state}</td>
              <td>{row.place === null ? '' : certaintyWords(row.shown)}</td>
              <td>{words.frame}</td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
})

/** `1: 10.0.0.5:51514 › 192.0.2.10:443`. */
const flowWords = (place: number, flow: TogetherFlow | undefined): string =>
  flow === undefined ? '' : `${place + 1}: ${formatEndpoint(flow.client)} › ${formatEndpoint(flow.server)}`
