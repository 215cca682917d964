import { expect, test } from 'vitest'
import type { KernelSocket, SocketOwner, SocketTable } from '../contracts/sockets'
import { SocketMemory } from './memory'

const CURL: SocketOwner = { pid: 7, name: 'curl', isPast: false }

const socket = (facts: Partial<KernelSocket>): KernelSocket => ({
  local: { address: '10.0.0.5', port: 5_000 },
  remote: { address: '10.0.0.9', port: 443 },
  state: 'ESTABLISHED',
  receiveQueue: 0,
  sendQueue: 0,
  timer: null,
  owners: [],
  metrics: null,
  ...facts,
})
const table = (atMs: number, ...sockets: KernelSocket[]): SocketTable => ({
  at: BigInt(atMs) * 1_000_000n,
  sockets,
  ephemeral: null,
  timeWaitMs: 60_000,
  lacks: null,
})
const waiting = (leftMs: number): KernelSocket =>
  socket({ state: 'TIME_WAIT', timer: { kind: 'time-wait', leftMs, tries: 0 } })

test('a socket that loses its process keeps the one seen last, as past', () => {
  const memory = new SocketMemory()
  memory.complete(table(0, socket({ owners: [CURL] })))
  const orphan = memory.complete(table(100, socket({ state: 'FIN_WAIT_2' })))
  expect(orphan.sockets[0]?.owners).toEqual([{ ...CURL, isPast: true }])
  const lingering = memory.complete(table(200, waiting(59_000)))
  expect(lingering.sockets[0]?.owners).toEqual([{ ...CURL, isPast: true }])
})

test('a socket that is gone is forgotten', () => {
  const memory = new SocketMemory()
  memory.complete(table(0, socket({ owners: [CURL] })))
  memory.complete(table(100))
  expect(memory.complete(table(200, waiting(59_000))).sockets[0]?.owners).toEqual([])
})

test('a new connection on the same ports inherits no process', () => {
  const memory = new SocketMemory()
  memory.complete(table(0, socket({ owners: [CURL] })))
  memory.complete(table(100, waiting(59_000)))
  expect(memory.complete(table(200, socket({ state: 'SYN_SENT' }))).sockets[0]?.owners).toEqual([])
})

test('several whole-second readings tell the end of TIME_WAIT to a tenth of a second', () => {
  const memory = new SocketMemory()
  // It ends at 60,950 ms; ss cuts what is left to whole seconds.
  const lefts: number[] = []
  for (let atMs = 1_000; atMs <= 2_000; atMs += 100) {
    const cut = Math.floor((60_950 - atMs) / 1_000) * 1_000
    lefts.push(memory.complete(table(atMs, waiting(cut))).sockets[0]?.timer?.leftMs ?? 0)
  }
  expect(lefts[0]).toBe(59_000)
  expect(Math.abs((lefts.at(-1) ?? 0) - 58_950)).toBeLessThanOrEqual(100)
})

test('TIME_WAIT that begins anew takes the new time', () => {
  const memory = new SocketMemory()
  memory.complete(table(0, waiting(20_000)))
  expect(memory.complete(table(100, waiting(59_000))).sockets[0]?.timer?.leftMs).toBe(59_000)
})
