/** The TIME_WAIT board: who lingers on this host, how long still, and what that takes of its ports. */
import type { KernelSocket, Lingering, PortBudget, TimeWaitBoard } from '../../contracts/sockets'
import { flowId } from '../../contracts/units'
import { flowOfEnd, NO_END } from './join'
import { portBudgets, type TimeWaitSocket } from './portBudgets'
import type { Reading } from './reading'
import { socketKey } from './socketKey'

const NS_IN_MS = 1_000_000n
/** Where a system tells neither its timer nor its length: RFC 9293 §3.4.2 has 2 × 2 min, systems 60 s and less. */
const USUAL_MS = 60_000

interface Kept {
  readonly reading: Reading
  /** Those that end first come first. */
  readonly rows: readonly (TimeWaitSocket & { readonly index: number })[]
  readonly budgets: readonly PortBudget[]
}

export class TimeWaitBoards {
  private kept: Kept | null = null
  /** When sockets that bear no timer were first seen in TIME_WAIT, by their names. */
  private firstSeen = new Map<string, { readonly ms: number; readonly isStart: boolean }>()
  private hasLooked = false

  /** Takes in a reading, so that sockets whose kernel tells no timer have a beginning. */
  note({ table }: Reading): void {
    const nowMs = Number(table.at / NS_IN_MS)
    const seen = new Map<string, { readonly ms: number; readonly isStart: boolean }>()
    for (const socket of table.sockets) {
      if (socket.state !== 'TIME_WAIT' || socket.timer !== null) continue
      const key = socketKey(socket)
      seen.set(key, this.firstSeen.get(key) ?? { ms: nowMs, isStart: this.hasLooked })
    }
    this.firstSeen = seen
    this.hasLooked = true
  }

  page(reading: Reading | null, problem: string | null, from: number, count: number): TimeWaitBoard {
    if (reading === null) {
      return { at: null, ephemeral: null, timeWaitMs: null, budgets: [], from, total: 0, rows: [], problem }
    }
    if (this.kept?.reading !== reading) this.kept = this.look(reading)
    const { rows, budgets } = this.kept
    const { at, ephemeral, timeWaitMs } = reading.table
    const page = rows.slice(from, from + count).map((row) => lingering(row, reading))
    return { at, ephemeral, timeWaitMs, budgets, from, total: rows.length, rows: page, problem }
  }

  private look(reading: Reading): Kept {
    const { sockets, at, ephemeral, timeWaitMs } = reading.table
    const nowMs = Number(at / NS_IN_MS)
    const rows: (TimeWaitSocket & { index: number })[] = []
    for (const [index, socket] of sockets.entries()) {
      if (socket.state === 'TIME_WAIT') rows.push({ socket, index, ...this.timesOf(socket, nowMs, timeWaitMs) })
    }
    rows.sort((a, b) => a.untilMs - b.untilMs)
    return { reading, rows, budgets: portBudgets(sockets, rows, ephemeral, reading.sight.listeners, nowMs, timeWaitMs) }
  }

  private timesOf(
    socket: KernelSocket,
    nowMs: number,
    timeWaitMs: number | null,
  ): Pick<TimeWaitSocket, 'sinceMs' | 'untilMs'> {
    if (socket.timer !== null) {
      const untilMs = nowMs + socket.timer.leftMs
      return { untilMs, sinceMs: timeWaitMs === null ? null : Math.min(nowMs, untilMs - timeWaitMs) }
    }
    const first = this.firstSeen.get(socketKey(socket)) ?? { ms: nowMs, isStart: false }
    return { untilMs: first.ms + (timeWaitMs ?? USUAL_MS), sinceMs: first.isStart ? first.ms : null }
  }
}

function lingering(
  { socket, index, sinceMs, untilMs }: TimeWaitSocket & { readonly index: number },
  reading: Reading,
): Lingering {
  const end = reading.ends[index] as number
  const { local, remote, owners } = socket
  return {
    key: socketKey(socket),
    local,
    remote,
    flow: end === NO_END ? null : flowId(flowOfEnd(end)),
    since: sinceMs === null ? null : nanoseconds(sinceMs),
    until: nanoseconds(untilMs),
    by: 'kernel',
    owner: owners[0] ?? null,
  }
}

const nanoseconds = (ms: number): bigint => BigInt(Math.round(ms)) * NS_IN_MS
