/** What systeminformation tells of a connection, in our shape. */

import type { Endpoint } from '../../contracts/flow'
import type { StateName } from '../../contracts/names'
import type { KernelSocket, SocketOwner } from '../../contracts/sockets'
import { plainAddress } from '../address'

/** The library's row, as far as we use it. */
export interface LibraryRow {
  readonly protocol: string
  readonly localAddress: string
  readonly localPort: string
  readonly peerAddress: string
  readonly peerPort: string
  readonly state: string
  readonly pid: number | null
  readonly process: string
}

/** Without underscores and hyphens: macOS writes FIN_WAIT_1, the library also FIN_WAIT1. */
const STATES: ReadonlyMap<string, StateName> = new Map([
  ['LISTEN', 'LISTEN'],
  ['LISTENING', 'LISTEN'],
  ['SYNSENT', 'SYN_SENT'],
  ['SYNRECV', 'SYN_RCVD'],
  ['SYNRCVD', 'SYN_RCVD'],
  ['SYNRECEIVED', 'SYN_RCVD'],
  ['ESTABLISHED', 'ESTABLISHED'],
  ['FINWAIT1', 'FIN_WAIT_1'],
  ['FINWAIT2', 'FIN_WAIT_2'],
  ['CLOSEWAIT', 'CLOSE_WAIT'],
  ['CLOSING', 'CLOSING'],
  ['LASTACK', 'LAST_ACK'],
  ['TIMEWAIT', 'TIME_WAIT'],
  ['CLOSE', 'CLOSED'],
  ['CLOSED', 'CLOSED'],
])
const MAX_PORT = 65_535

/**
 * @param names of processes, by pid, where the row itself has none
 * @returns null: the row is no TCP socket
 */
export function socketOf(row: LibraryRow, names: ReadonlyMap<number, string>): KernelSocket | null {
  if (!row.protocol.startsWith('tcp')) return null
  const isIpv6 = row.protocol === 'tcp6' || row.protocol === 'tcp46' || row.localAddress.includes(':')
  const local = endpointOf(row.localAddress, row.localPort, isIpv6)
  const remote = endpointOf(row.peerAddress, row.peerPort, isIpv6)
  if (local === null || remote === null) return null
  return {
    local,
    remote,
    state: STATES.get(row.state.replace(/[_-]/g, '').toUpperCase()) ?? 'UNKNOWN',
    receiveQueue: 0,
    sendQueue: 0,
    timer: null,
    owners: ownersOf(row, names),
    metrics: null,
  }
}

function endpointOf(address: string, port: string, isIpv6: boolean): Endpoint | null {
  const plain = address === '*' && !isIpv6 ? '0.0.0.0' : plainAddress(address)
  const number = port === '*' || port === '' ? 0 : Number(port)
  return plain === null || !Number.isInteger(number) || number < 0 || number > MAX_PORT
    ? null
    : { address: plain, port: number }
}

/** Process 0 stands for sockets that no process holds any more, on both systems. */
function ownersOf({ pid, process }: LibraryRow, names: ReadonlyMap<number, string>): readonly SocketOwner[] {
  if (pid === null || !(pid > 0)) return []
  return [{ pid, name: names.get(pid) ?? programOf(process), isPast: false }]
}

/** `/usr/sbin/sshd` → `sshd` */
const programOf = (command: string): string => command.slice(command.lastIndexOf('/') + 1)
