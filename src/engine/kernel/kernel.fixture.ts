/** Tables of sockets as plain data, beside captures made of segment scripts, for tests. */

import { COUNTER_LAST_TIME } from '../../contracts/abi'
import type { Endpoint } from '../../contracts/flow'
import type { KernelSocket, SocketOwner, SocketTable } from '../../contracts/sockets'
import { coreOf } from '../capture.fixture'
import type { Core } from '../core'
import { Kernel } from './kernel'

export const CLIENT: Endpoint = { address: '10.0.0.5', port: 51514 }
export const SERVER: Endpoint = { address: '192.0.2.10', port: 443 }
export const OWNER: SocketOwner = { pid: 812, name: 'python3', isPast: false }

export type Part = Partial<KernelSocket>

/** The client's socket. */
export const clientSocket = (part: Part): KernelSocket => ({
  local: CLIENT,
  remote: SERVER,
  state: 'ESTABLISHED',
  receiveQueue: 0,
  sendQueue: 0,
  timer: null,
  owners: [OWNER],
  metrics: null,
  ...part,
})

/** The server's. */
export const serverSocket = (part: Part): KernelSocket => clientSocket({ local: SERVER, remote: CLIENT, ...part })

/** Who listens at the server's port; `waits` of 128 connections wait. */
export const listening = (waits = 0): KernelSocket =>
  clientSocket({
    local: { address: '0.0.0.0', port: SERVER.port },
    remote: { address: '0.0.0.0', port: 0 },
    state: 'LISTEN',
    receiveQueue: waits,
    sendQueue: 128,
    owners: [{ pid: 700, name: 'nginx', isPast: false }],
  })

export const tableOf = (
  at: bigint,
  sockets: readonly KernelSocket[],
  part: Partial<SocketTable> = {},
): SocketTable => ({
  at,
  sockets,
  ephemeral: { from: 32768, to: 60999 },
  timeWaitMs: 60_000,
  lacks: null,
  ...part,
})

export const MS = 1_000_000n

export interface Watched {
  readonly kernel: Kernel
  readonly core: Core
  /** Flows told as changed, by reading. */
  readonly changes: (readonly number[])[]
  /** Reads a table so many milliseconds after the last segment. */
  read(ms: number, sockets: readonly KernelSocket[], part?: Partial<SocketTable>): void
}

/** The kernel of a host with these addresses, beside a capture that is read whole. */
export async function watched(capture: Uint8Array, addresses: readonly string[]): Promise<Watched> {
  return watchedCore(await coreOf(capture), addresses)
}

export function watchedCore(core: Core, addresses: readonly string[]): Watched {
  const changes: (readonly number[])[] = []
  const kernel = new Kernel({
    core,
    knownUntilNs: () => Number.POSITIVE_INFINITY,
    onReading: (changed) => changes.push(changed),
    addresses: () => new Set(addresses),
    read: () => Promise.reject(new Error('no table is asked for')),
  })
  const last = core.counterTime(COUNTER_LAST_TIME)
  return {
    kernel,
    core,
    changes,
    read: (ms, sockets, part) => kernel.take(tableOf(last + BigInt(ms) * MS, sockets, part)),
  }
}
