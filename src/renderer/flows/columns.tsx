import { createColumnHelper, tableFeatures } from '@tanstack/react-table'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Flow } from '../../contracts/flow'
import type { FlowSort } from '../../contracts/flowList'
import type { TimeStyle } from '../../contracts/preferences'
import { i18n } from '../i18n/i18n'
import { agoWords } from '../live/countdown'
import { formatDayTime } from '../ui/dayTime'
import { EndpointText } from '../ui/EndpointText'
import { formatBytes, formatCount, formatDuration, formatEndpoint, formatMilliseconds } from '../ui/format'
import { SeverityMark, SpokenSeverity } from '../ui/SeverityMark'
import { StateChip } from '../ui/StateChip'

/** A row of the list; its flow is null until its page is there. */
export interface FlowRow {
  readonly index: number
  readonly flow: Flow | null
  /** Start of the capture, nanoseconds since the epoch. */
  readonly captureStart: bigint
  /** Its end; 0 while it is being read. */
  readonly captureEnd: bigint
  /** Until when a live capture is known to be complete; null: a saved one. */
  readonly liveNow: bigint | null
  readonly times: TimeStyle
}

/** What a column's header sorts by, and the name of its heading. */
type HeaderSort = Exclude<FlowSort, 'order'>

export interface FlowColumn {
  readonly id: string
  /** A column with two lines has two. */
  readonly sorts: readonly HeaderSort[]
  /** Of a column that doesn't sort. */
  readonly heading?: 'process'
  /** Track of the CSS grid. */
  readonly track: string
  readonly align: 'left' | 'right'
}

const VERDICT: FlowColumn = {
  id: 'verdict',
  sorts: ['verdict', 'client', 'server'],
  track: 'minmax(0, 1fr)',
  align: 'left',
}
const STATE: FlowColumn = { id: 'state', sorts: ['state'], track: '182px', align: 'left' }
const START: FlowColumn = { id: 'start', sorts: ['start'], track: '92px', align: 'right' }
const RTT: FlowColumn = { id: 'rtt', sorts: ['rtt'], track: '68px', align: 'right' }
const AGAIN: FlowColumn = { id: 'again', sorts: ['retransmissions'], track: '70px', align: 'right' }
const LASTS: FlowColumn = { id: 'lasts', sorts: ['duration', 'bytes'], track: '76px', align: 'right' }
const LAST: FlowColumn = { id: 'last', sorts: ['last'], track: '84px', align: 'right' }
const PROCESS: FlowColumn = { id: 'process', sorts: [], heading: 'process', track: '120px', align: 'left' }
const ROOMY_LASTS: FlowColumn = { ...LASTS, track: '100px' }

/** In a narrow pane the duration stands behind the verdict, so that whole addresses find room under them. */
const VERDICT_AND_LASTS: FlowColumn = { ...VERDICT, id: 'verdict-lasts', sorts: [...VERDICT.sorts, 'duration'] }

/** A live flow's place is filled by when it was last active: how long it lasts still changes. */
const VERDICT_AND_LAST: FlowColumn = {
  ...VERDICT,
  id: 'verdict-last',
  sorts: [...VERDICT.sorts, 'last'],
}

/** The columns that fit a live capture's list: who is active, and whose it is, instead of when it began. */
export function liveColumnsFor(width: number): readonly FlowColumn[] {
  if (width >= 810) return [VERDICT, STATE, PROCESS, RTT, LAST, ROOMY_LASTS]
  if (width >= 670) return [VERDICT, STATE, LAST, ROOMY_LASTS]
  return columnsFor(width).map((column) =>
    column === VERDICT_AND_LASTS ? VERDICT_AND_LAST : column === LASTS ? LAST : column,
  )
}

/** The columns that fit into `width` pixels; in a narrow pane the two states stand one above the other. */
export function columnsFor(width: number): readonly FlowColumn[] {
  if (width >= 810) return [VERDICT, STATE, START, RTT, AGAIN, ROOMY_LASTS]
  if (width >= 670) return [VERDICT, STATE, RTT, ROOMY_LASTS]
  if (width >= 580) return [VERDICT, STATE, LASTS]
  const stacked = { ...STATE, track: '90px' }
  if (width >= 400) return [VERDICT_AND_LASTS, stacked]
  return [{ ...VERDICT, sorts: ['verdict'] }, stacked]
}

export const flowFeatures = tableFeatures({})
const helper = createColumnHelper<typeof flowFeatures, FlowRow>()

/** How each column shows a flow. */
export const cellColumns = helper.columns([
  helper.display({ id: 'verdict', cell: ({ row }) => <VerdictCell row={row.original} /> }),
  helper.display({
    id: 'verdict-lasts',
    cell: ({ row }) => (
      <VerdictCell row={row.original}>
        <Lasts row={row.original} />
      </VerdictCell>
    ),
  }),
  helper.display({
    id: 'verdict-last',
    cell: ({ row }) => (
      <VerdictCell row={row.original}>
        <Active row={row.original} />
      </VerdictCell>
    ),
  }),
  helper.display({ id: 'last', cell: ({ row }) => <Active row={row.original} /> }),
  helper.display({ id: 'process', cell: ({ row }) => <ProcessCell flow={row.original.flow} /> }),
  helper.display({ id: 'state', cell: ({ row }) => <StateCell flow={row.original.flow} /> }),
  helper.display({ id: 'start', cell: ({ row }) => startOf(row.original) }),
  helper.display({
    id: 'rtt',
    cell: ({ row }) => (row.original.flow?.rtt ? formatMilliseconds(row.original.flow.rtt.median) : ''),
  }),
  helper.display({ id: 'again', cell: ({ row }) => repeatsOf(row.original.flow) }),
  helper.display({ id: 'lasts', cell: ({ row }) => <LastsCell row={row.original} /> }),
])

interface VerdictCellProps {
  readonly row: FlowRow
  /** What stands at the end of the first line. */
  readonly children?: ReactNode
}

/** Both ends by address, and what is known of the service. */
export function pairWords({ client, server, service }: Pick<Flow, 'client' | 'server' | 'service'>): string {
  const pair = `${formatEndpoint(client)} › ${formatEndpoint(server)}`
  const { protocol = null, name = null, nameFrom = null, version = null } = service ?? {}
  const words = [
    protocol === null ? '' : version === null ? protocol : `${protocol} ${version}`,
    name === null || nameFrom === null ? '' : i18n.t(`flows:nameFrom.${nameFrom}`, { name }),
  ]
  return [pair, ...words.filter((word) => word !== '')].join('\n')
}

function VerdictCell({ row, children }: VerdictCellProps) {
  // What is told by functions of this file follows the language, too.
  useTranslation()
  const { flow } = row
  if (!flow) return <span className="muted">…</span>
  const { verdict } = flow
  return (
    <>
      <span className="flow-first">
        <span className="flow-verdict" title={verdict.sentence}>
          <SeverityMark severity={verdict.severity} />
          <SpokenSeverity severity={verdict.severity} />
          <span className="ellipsis">{verdict.title}</span>
        </span>
        {children}
      </span>
      <span className="flow-pair mono muted" title={pairWords(flow)}>
        <EndpointText endpoint={flow.client} />
        <span className="flow-arrow">›</span>
        <EndpointText endpoint={flow.server} name={flow.service?.name ?? null} />
      </span>
    </>
  )
}

function StateCell({ flow }: { readonly flow: Flow | null }) {
  if (!flow) return null
  return (
    <span className="flow-states">
      <StateChip state={flow.state.client} certainty={flow.certainty.client} />
      <StateChip state={flow.state.server} certainty={flow.certainty.server} />
    </span>
  )
}

/** A stuck flow lasts from when it got stuck to the end of the capture. */
function Lasts({ row: { flow, captureEnd } }: { readonly row: FlowRow }) {
  const { t } = useTranslation('flows')
  if (!flow) return null
  const { stuckSince } = flow
  const isStuck = stuckSince !== null && captureEnd > stuckSince
  const lasts = formatDuration(Number(isStuck ? captureEnd - stuckSince : flow.last - flow.first))
  return (
    <span
      className={isStuck ? 'figures tone-stuck' : 'figures'}
      title={t(isStuck ? 'stuckFor' : 'lasted', { duration: lasts })}
    >
      {lasts}
    </span>
  )
}

/** How long ago a live flow's last segment passed; a stuck one tells for how long it is. */
function Active({ row }: { readonly row: FlowRow }) {
  const { t } = useTranslation('flows')
  const { flow, liveNow } = row
  if (!flow || liveNow === null) return null
  if (flow.stuckSince !== null) return <Lasts row={row} />
  return (
    <span className="figures muted" title={t('lastActive')}>
      {agoWords(Number((liveNow - flow.last) / 1_000_000n))}
    </span>
  )
}

/** Whose a flow is, on this host. */
export function processWords({ processes }: Flow): string {
  if (!processes) return ''
  const names = [processes.client, processes.server].filter((name) => name !== null)
  return [...new Set(names)].join(i18n.t('words:comma'))
}

function ProcessCell({ flow }: { readonly flow: Flow | null }) {
  const words = flow ? processWords(flow) : ''
  return (
    <span className="ellipsis" title={words}>
      {words}
    </span>
  )
}

function LastsCell({ row }: { readonly row: FlowRow }) {
  const { flow } = row
  if (!flow) return null
  return (
    <>
      <Lasts row={row} />
      <span className="muted">{formatBytes(flow.bytes.client + flow.bytes.server)}</span>
    </>
  )
}

function startOf({ flow, captureStart, times }: FlowRow): string {
  if (flow && times !== 'relative') return formatDayTime(flow.first, times, 3)
  return flow ? (Number(flow.first - captureStart) / 1e9).toFixed(3) : ''
}

function repeatsOf(flow: Flow | null): string {
  if (!flow) return ''
  const { retransmission = 0, fast_retransmission: fast = 0, spurious_retransmission: spurious = 0 } = flow.analysis
  const count = Math.max(retransmission, fast + spurious)
  return count > 0 ? formatCount(count) : ''
}
