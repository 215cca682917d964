/** What is remembered of sockets from one reading to the next. */
import type { KernelSocket, SocketOwner, SocketTable, SocketTimer } from '../contracts/sockets'
import { socketKey } from './key'

interface Remembered {
  owners: readonly SocketOwner[]
  state: KernelSocket['state']
  /** When TIME_WAIT ends, milliseconds since the epoch: the readings so far allow times between these. */
  endsFromMs: number
  endsToMs: number
}

/** `ss` cuts times above nine seconds to whole seconds. */
const CUT_MS = 1_000
/** Below, it tells milliseconds. */
const CUT_FROM_MS = 10_000
const NANOSECONDS_IN_MS = 1_000_000n

/**
 * Knows the last table's sockets and no others: as much memory as the kernel has sockets.
 *
 * An endpoint that a new connection took over (SYN_SENT or SYN_RCVD where another state was) inherits no owner.
 */
export class SocketMemory {
  private known = new Map<string, Remembered>()

  /** The table with owners of the past, and with TIME_WAIT timers finer than one reading gives them. */
  complete(table: SocketTable): SocketTable {
    const atMs = Number(table.at / NANOSECONDS_IN_MS)
    const next = new Map<string, Remembered>()
    const sockets = table.sockets.map((socket) => this.completeOne(socket, atMs, next))
    this.known = next
    return { ...table, sockets }
  }

  private completeOne(socket: KernelSocket, atMs: number, next: Map<string, Remembered>): KernelSocket {
    // Listening sockets keep their owners themselves, and several may share one address.
    if (socket.state === 'LISTEN') return socket
    const key = socketKey(socket)
    const before = this.known.get(key)
    const isSame = before !== undefined && !isNewConnection(before, socket)
    const now: Remembered = isSame
      ? before
      : { owners: [], state: socket.state, endsFromMs: Number.NEGATIVE_INFINITY, endsToMs: Number.POSITIVE_INFINITY }
    next.set(key, now)
    const wasTimeWait = now.state === 'TIME_WAIT'
    now.state = socket.state
    if (socket.owners.length > 0) now.owners = socket.owners
    const timer =
      socket.state === 'TIME_WAIT' && socket.timer ? refine(now, socket.timer, atMs, wasTimeWait) : socket.timer
    const owners = socket.owners.length > 0 ? socket.owners : past(now)
    return timer === socket.timer && owners.length === socket.owners.length ? socket : { ...socket, timer, owners }
  }
}

const isNewConnection = (before: Remembered, { state }: KernelSocket): boolean =>
  (state === 'SYN_SENT' || state === 'SYN_RCVD') && before.state !== state

/** The owners, marked as past once and for all. */
function past(remembered: Remembered): readonly SocketOwner[] {
  if (remembered.owners.some((owner) => !owner.isPast)) {
    remembered.owners = remembered.owners.map((owner) => ({ ...owner, isPast: true }))
  }
  return remembered.owners
}

/** Each reading says "so many whole seconds left": together they tell the end to a tenth of a second. */
function refine(remembered: Remembered, timer: SocketTimer, atMs: number, wasTimeWait: boolean): SocketTimer {
  const fromMs = atMs + timer.leftMs
  const toMs = fromMs + (timer.leftMs < CUT_FROM_MS ? 1 : CUT_MS)
  const isRestarted = !wasTimeWait || fromMs > remembered.endsToMs || toMs < remembered.endsFromMs
  remembered.endsFromMs = isRestarted ? fromMs : Math.max(remembered.endsFromMs, fromMs)
  remembered.endsToMs = isRestarted ? toMs : Math.min(remembered.endsToMs, toMs)
  const leftMs = Math.max(0, Math.round(remembered.endsFromMs - atMs))
  return leftMs === timer.leftMs ? timer : { ...timer, leftMs }
}
