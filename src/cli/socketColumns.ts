/** The columns of `lastack sockets`: fields are added, never renamed or dropped. */
import type { KernelSocket } from '../contracts/sockets'
import { type Column, number, string } from '../engine/export/rows/columns'

/** Any value, as JSON: names of processes may hold any character. */
const json = (name: string, read: (socket: KernelSocket) => unknown): Column<KernelSocket> => ({
  name,
  isQuoted: false,
  isList: true,
  write: (out, socket) => out.text(JSON.stringify(read(socket))),
})

export const SOCKET_COLUMNS: readonly Column<KernelSocket>[] = [
  ...(['local', 'remote'] as const).flatMap((end) => [
    string<KernelSocket>(`${end}.address`, (socket) => socket[end].address),
    number<KernelSocket>(`${end}.port`, (socket) => socket[end].port),
  ]),
  string('state', ({ state }) => state),
  number('receiveQueue', ({ receiveQueue }) => receiveQueue),
  number('sendQueue', ({ sendQueue }) => sendQueue),
  json('timer', ({ timer }) => timer),
  json('process', ({ owners }) => owners),
  json('metrics', ({ metrics }) => metrics),
]
