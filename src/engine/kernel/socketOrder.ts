/** In which order sockets are listed: one number a socket, so that 28,000 of them sort without an object each. */

import type { Endpoint } from '../../contracts/flow'
import { STATE_NAMES } from '../../contracts/names'
import type { KernelSocket, SocketSort } from '../../contracts/sockets'
import type { AddressBook } from './addressBytes'
import type { Reading } from './reading'

const STATE_NUMBER = new Map<string, number>(STATE_NAMES.map((name, index) => [name, index]))
const SEVERITY_RANK = { note: 1, warning: 2, stuck: 3 } as const
/** IPv6 addresses sort after all of IPv4, sockets without a timer after all timers. */
const IPV6_BASE = 2 ** 49
const NEVER = Number.MAX_VALUE

/** The sort key of each socket of a reading; ascending order is the order of keys. */
export function socketKeys(reading: Reading, sort: SocketSort, book: AddressBook): Float64Array {
  const { sockets } = reading.table
  const key = keyOf(reading, sort, book)
  return Float64Array.from(sockets, (socket, index) => key(socket, index))
}

function keyOf(reading: Reading, sort: SocketSort, book: AddressBook): (socket: KernelSocket, index: number) => number {
  switch (sort) {
    case 'state':
      return ({ state }) => STATE_NUMBER.get(state) ?? 0
    case 'local':
      return ({ local }) => endpointKey(local, book)
    case 'remote':
      return ({ remote }) => endpointKey(remote, book)
    case 'process':
      return processKey(reading.table.sockets)
    case 'receiveQueue':
      return ({ receiveQueue }) => receiveQueue
    case 'sendQueue':
      return ({ sendQueue }) => sendQueue
    case 'timer':
      return ({ timer }) => timer?.leftMs ?? NEVER
    case 'disagreement':
      return (_, index) => {
        const severity = reading.severityOf(index)
        return severity === null ? 0 : SEVERITY_RANK[severity]
      }
  }
}

/** Address then port. IPv6 is cut to its first 33 bits: good enough to bring equals together. */
function endpointKey({ address, port }: Endpoint, book: AddressBook): number {
  const bytes = book.bytes(address)
  if (bytes === null) return port
  const [a = 0, b = 0, c = 0, d = 0] = bytes
  const number = a * 2 ** 24 + b * 2 ** 16 + c * 2 ** 8 + d
  return (bytes.length === 4 ? 0 : IPV6_BASE) + number * 0x10000 + port
}

/** By name, then by number; sockets of no process come last. */
function processKey(sockets: readonly KernelSocket[]): (socket: KernelSocket) => number {
  const names = new Set(sockets.flatMap(({ owners }) => owners.slice(0, 1).map(({ name }) => name)))
  const places = new Map([...names].sort().map((name, place) => [name, place]))
  return ({ owners: [owner] }) => (owner === undefined ? NEVER : (places.get(owner.name) ?? 0) * 2 ** 32 + owner.pid)
}
