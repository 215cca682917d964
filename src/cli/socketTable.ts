/** Sockets as a table for a terminal. */
import type { Endpoint } from '../contracts/flow'
import type { KernelSocket, SocketMetrics, SocketOwner, SocketTimer } from '../contracts/sockets'
import { endpointText } from '../engine/flows/address'
import { durationWords } from '../engine/words'
import { aligned } from './aligned'
import { printable } from './printable'

interface TableColumn {
  readonly title: string
  readonly isRight?: boolean
  readonly cell: (socket: KernelSocket) => string
}

const NANOSECONDS_IN_MS = 1_000_000

const COLUMNS: readonly TableColumn[] = [
  { title: 'STATE', cell: ({ state }) => state },
  { title: 'LOCAL', cell: ({ local }) => nameOf(local) },
  { title: 'REMOTE', cell: ({ remote }) => nameOf(remote) },
  { title: 'RECV-Q', isRight: true, cell: ({ receiveQueue }) => String(receiveQueue) },
  { title: 'SEND-Q', isRight: true, cell: ({ sendQueue }) => String(sendQueue) },
  { title: 'TIMER', cell: ({ timer }) => (timer === null ? '' : timerText(timer)) },
  { title: 'RTT', isRight: true, cell: ({ metrics }) => wordsOf(metrics?.rttMs) },
  { title: 'RETRANS', isRight: true, cell: ({ metrics }) => retransmitsText(metrics) },
  { title: 'PROCESS', cell: ({ owners }) => owners.map(ownerText).join(', ') },
]

/** Lines, headings first, each column as wide as its widest cell. */
export function* socketTable(sockets: readonly KernelSocket[]): Generator<string> {
  const rows = [COLUMNS.map(({ title }) => title), ...sockets.map((socket) => COLUMNS.map(({ cell }) => cell(socket)))]
  const isRight = COLUMNS.map((column) => column.isRight === true)
  yield* aligned(rows, isRight)
}

const nameOf = ({ address, port }: Endpoint): string =>
  port === 0 ? endpointText(address, 0).replace(/0$/, '*') : endpointText(address, port)

const wordsOf = (ms: number | undefined): string =>
  ms === undefined ? '' : durationWords(Math.round(ms * NANOSECONDS_IN_MS))

function timerText({ kind, leftMs, tries }: SocketTimer): string {
  const left = `${kind} ${wordsOf(leftMs)}`
  return tries === 0 ? left : `${left}, tried ${tries}×`
}

const retransmitsText = (metrics: SocketMetrics | null): string =>
  metrics?.retransmitsTotal === undefined || metrics.retransmitsTotal === 0 ? '' : String(metrics.retransmitsTotal)

const ownerText = ({ pid, name, isPast }: SocketOwner): string => `${printable(name)} (${isPast ? 'was ' : ''}${pid})`
