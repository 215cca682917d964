/** How many ports TIME_WAIT leaves for connections towards one destination, and how long they last. */
import type { KernelSocket, PortBudget, PortRange } from '../../contracts/sockets'
import { endpointText } from '../flows/address'
import type { Listeners } from './listeners'

/** What the board needs of a socket in TIME_WAIT. Times are milliseconds since the epoch. */
export interface TimeWaitSocket {
  readonly socket: KernelSocket
  readonly sinceMs: number | null
  readonly untilMs: number
}

const BUDGETS_AT_MOST = 100
/** New sockets are counted over this time. */
const RATE_OVER_MS = 5000

interface Destination {
  readonly remote: KernelSocket['remote']
  readonly timeWaits: TimeWaitSocket[]
  /** Ports taken, by local address: each address has all of the range. */
  readonly taken: Map<string, Set<number>>
}

/** Budgets of the destinations that most sockets linger towards, at most 100. */
export function portBudgets(
  sockets: readonly KernelSocket[],
  timeWaits: readonly TimeWaitSocket[],
  range: PortRange | null,
  listeners: Listeners,
  nowMs: number,
  timeWaitMs: number | null,
): PortBudget[] {
  const destinations = new Map<string, Destination>()
  const shared = sharing(timeWaits)
  for (const timeWait of timeWaits) {
    const { local, remote } = timeWait.socket
    // What lingers on a port that is listened on was opened from there: it takes no port of this host's range.
    if (!isIn(range, local.port) || listeners.has(local.port) || shared(local) > shared(remote)) continue
    const name = endpointText(remote.address, remote.port)
    const known = destinations.get(name)
    if (known) known.timeWaits.push(timeWait)
    else destinations.set(name, { remote, timeWaits: [timeWait], taken: new Map() })
  }
  if (destinations.size === 0) return []
  const most = [...destinations.entries()]
    .sort(([, a], [, b]) => b.timeWaits.length - a.timeWaits.length)
    .slice(0, BUDGETS_AT_MOST)
  countTaken(new Map(most), sockets, range)
  return most.map(([, destination]) => budgetOf(destination, range, nowMs, timeWaitMs))
}

const isIn = (range: PortRange | null, port: number): boolean =>
  range === null || (port >= range.from && port <= range.to)

/** Sockets that share an end. A server's is shared by many: so it is known after its listener has gone. */
function sharing(timeWaits: readonly TimeWaitSocket[]): (end: KernelSocket['local']) => number {
  const counts = new Map<string, number>()
  for (const { socket } of timeWaits)
    for (const { address, port } of [socket.local, socket.remote]) {
      const name = endpointText(address, port)
      counts.set(name, (counts.get(name) ?? 0) + 1)
    }
  return ({ address, port }) => counts.get(endpointText(address, port)) ?? 0
}

/** Connections of every state take their port. */
function countTaken(
  destinations: ReadonlyMap<string, Destination>,
  sockets: readonly KernelSocket[],
  range: PortRange | null,
): void {
  for (const { local, remote, state } of sockets) {
    if (state === 'LISTEN' || state === 'CLOSED' || !isIn(range, local.port)) continue
    const taken = destinations.get(endpointText(remote.address, remote.port))?.taken
    if (taken === undefined) continue
    const ports = taken.get(local.address)
    if (ports) ports.add(local.port)
    else taken.set(local.address, new Set([local.port]))
  }
}

function budgetOf(
  { remote, timeWaits, taken }: Destination,
  range: PortRange | null,
  nowMs: number,
  timeWaitMs: number | null,
): PortBudget {
  let used = 0
  for (const ports of taken.values()) used = Math.max(used, ports.size)
  const ports = range === null ? null : range.to - range.from + 1
  const fresh = timeWaits.filter(({ sinceMs }) => sinceMs !== null && nowMs - sinceMs < RATE_OVER_MS).length
  const perSecond = fresh / (RATE_OVER_MS / 1000)
  const ends = timeWaits.map(({ untilMs }) => untilMs - nowMs).sort((a, b) => a - b)
  const runsOutInS = ports === null ? null : runsOut(ports - used, perSecond, ends, timeWaitMs ?? ends.at(-1) ?? 0)
  return { remote, lingering: timeWaits.length, used, ports, perSecond, runsOutInS }
}

/**
 * When the ports are gone, if sockets go on coming at this rate while those that linger end at their times.
 *
 * @param ends milliseconds until each ends, ascending. @param lastsMs how long those that come last: from then on as many
 *   end as come.
 * @returns seconds; null: the first to come ends before the last port is taken.
 */
export function runsOut(free: number, perSecond: number, ends: readonly number[], lastsMs: number): number | null {
  if (free <= 0) return 0
  if (perSecond <= 0) return null
  for (const [ended, endMs] of [...ends, lastsMs].entries()) {
    const gone = (free + ended) / perSecond
    if (gone * 1000 <= endMs) return Math.round(gone)
  }
  return null
}
