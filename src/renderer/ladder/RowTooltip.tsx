import type { ReactNode } from 'react'
import { createPortal } from 'react-dom'
import type { LadderRow } from '../../contracts/engine'
import type { Flow } from '../../contracts/flow'
import { formatBytes, formatCount, formatDuration, formatMoment } from '../ui/format'
import { certaintyWords } from './describeRow'

interface RowTooltipProps {
  readonly row: LadderRow
  readonly above: LadderRow | null
  readonly flow: Flow
  readonly x: number
  readonly y: number
}

const WIDTH = 340
const ROOM_BELOW = 190

/** What a row can't say in one line: the whole label, when it was, how long after what. */
export function RowTooltip({ row, above, flow, x, y }: RowTooltipProps) {
  const left = Math.min(x + 16, window.innerWidth - WIDTH - 12)
  const place = y + ROOM_BELOW > window.innerHeight ? { bottom: window.innerHeight - y + 14 } : { top: y + 18 }
  // Into the body: the pane is a container, in which fixed positions would count from its corner.
  return createPortal(
    <div className="ladder-tooltip" style={{ left, width: WIDTH, ...place }} aria-hidden="true">
      <p className="mono">{row.label}</p>
      <dl>
        {facts(row, above, flow).map(([name, value]) => (
          <div key={name}>
            <dt className="muted">{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </div>,
    document.body,
  )
}

function facts(row: LadderRow, above: LadderRow | null, flow: Flow): [string, ReactNode][] {
  const states: [string, ReactNode] = ['States', `${row.client.state}, ${row.server.state}: ${certaintyWords(row)}`]
  if (row.kind === 'fold') {
    return [
      ['Frames', `${row.firstFrame} to ${row.lastFrame}`],
      ['Segments', `${formatCount(row.count)}, ${formatBytes(row.bytes)} in ${formatDuration(row.durationNs)}`],
      states,
      ['Click', 'to show each segment'],
    ]
  }
  if (row.kind !== 'segment') return [states]
  const list: [string, ReactNode][] = [
    ['Frame', `${row.frame}, from the ${row.from}`],
    ['Time', `${formatMoment(row.time)} UTC`],
  ]
  const since = above && 'time' in above ? Number(row.time - above.time) : null
  if (since !== null && since >= 0) list.push(['Row above', `${formatDuration(since)} before`])
  else if (row.time > flow.first) list.push(['Flow start', `${formatDuration(Number(row.time - flow.first))} before`])
  if (row.acks !== null) {
    const after = row.rttNs === null ? '' : `, ${formatDuration(row.rttNs)} after`
    list.push(['Acknowledges', `frame ${row.acks}${after}`])
  }
  if (row.analysis.length > 0) list.push(['Analysis', row.analysis.join(', ').replaceAll('_', ' ')])
  list.push(states)
  return list
}
