/** macOS and Windows: through systeminformation, which reads netstat. */
import type { KernelSocket, SocketTable } from '../../contracts/sockets'
import { SocketsUnreadable } from '../unreadable'
import { socketOf } from './libraryRow'
import { type Limits, readMacosLimits, readWindowsLimits } from './limits'
import { readWindowsNames } from './windowsNames'

type System = 'darwin' | 'win32'

/** Changed by an administrator only: asked for once. */
let limits: Promise<Limits> | null = null

const NANOSECONDS_IN_MS = 1_000_000n
const LACKS: Readonly<Record<System, string>> = {
  darwin: 'macOS does not tell queues, timers and measures here',
  win32: 'Windows does not tell queues, timers and measures here',
}
const UNKNOWN_STATES = 'some states are written in a language that is not known here'

/** @throws SocketsUnreadable */
export async function readByLibrary(system: System): Promise<SocketTable> {
  const { networkConnections } = await import('systeminformation')
  limits ??= system === 'darwin' ? readMacosLimits() : readWindowsLimits()
  const at = BigInt(Date.now()) * NANOSECONDS_IN_MS
  const [rows, names, { ephemeral, timeWaitMs }] = await Promise.all([
    networkConnections(),
    system === 'win32' ? readWindowsNames() : new Map<number, string>(),
    limits,
  ])
  // The library gives an empty list where netstat fails; no system runs without a listening socket.
  if (rows.length === 0) throw new SocketsUnreadable("The kernel's sockets can't be read: netstat tells none")
  const sockets = rows.flatMap((row): readonly KernelSocket[] => {
    const socket = socketOf(row, names)
    return socket === null ? [] : [socket]
  })
  return { at, sockets, ephemeral, timeWaitMs, lacks: lacksOf(system, sockets) }
}

const lacksOf = (system: System, sockets: readonly KernelSocket[]): string =>
  sockets.some(({ state }) => state === 'UNKNOWN') ? `${LACKS[system]}; ${UNKNOWN_STATES}` : LACKS[system]
