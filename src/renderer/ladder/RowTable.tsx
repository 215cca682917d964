import { memo, useDeferredValue } from 'react'
import type { TimeUnit } from '../ui/format'
import { certaintyWords, rowWords } from './describeRow'
import type { LadderRowSource } from './useLadderRows'

interface RowTableProps {
  readonly rows: number
  readonly source: LadderRowSource
  readonly from: number
  readonly to: number
  readonly selected: number
  readonly start: bigint
  readonly unit: TimeUnit
}

const HEADS = ['Time', 'From', 'What', 'Client state', 'Server state', 'Certainty', 'Frame'] as const

/** The canvas's twin: the visible rows as a table, for screen readers. Follows scrolling when there is time for it. */
export function RowTable(props: RowTableProps) {
  const from = useDeferredValue(props.from)
  const to = useDeferredValue(props.to)
  return <DeferredTable {...props} from={from} to={to} />
}

const DeferredTable = memo(function DeferredTable({ rows, source, from, to, selected, start, unit }: RowTableProps) {
  const shown = Array.from({ length: Math.max(0, to - from) }, (_, k) => source.at(from + k)).filter(
    (row) => row !== null,
  )
  return (
    <table className="visually-hidden" aria-label="Ladder rows" aria-rowcount={rows + 1}>
      <thead>
        <tr aria-rowindex={1}>
          {HEADS.map((head) => (
            <th key={head} scope="col">
              {head}
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
            </tr>
          )
        })}
      </tbody>
    </table>
  )
})
