import { describe, expect, test } from 'vitest'
import { SOCKET_SORTS } from '../../contracts/sockets'
import { captureOf } from '../../scenario/capture'
import { CLIENT, clientSocket, listening, SERVER, type Watched, watched } from './kernel.fixture'
import { runsOut } from './portBudgets'
import type { SocketOrder } from './socketPages'

const ENDPOINTS = 'A = 10.0.0.5:51514\nB = 192.0.2.10:443\n'
const OPEN = captureOf(`${ENDPOINTS}+0 A > B S\n+0.02 B > A S.\n+0.001 A > B .\n`)
const PLAIN: SocketOrder = { sort: 'state', descending: false, text: '', state: null }

const toServer = (port: number, part: Parameters<typeof clientSocket>[0] = {}) =>
  clientSocket({ local: { ...CLIENT, port }, ...part })
const lingering = (port: number, leftMs: number) =>
  toServer(port, { state: 'TIME_WAIT', timer: { kind: 'time-wait', leftMs, tries: 0 } })

async function host(): Promise<Watched> {
  const made = await watched(OPEN, [CLIENT.address])
  made.read(100, [
    clientSocket({ receiveQueue: 9 }),
    listening(3),
    toServer(40_000, { owners: [], receiveQueue: 100 }),
    lingering(40_001, 5000),
  ])
  return made
}
const ports = ({ kernel }: Watched, order: Partial<SocketOrder>): number[] =>
  kernel.sockets({ ...PLAIN, ...order }, 0, 100).rows.map(({ socket }) => socket.local.port)

describe('the list of sockets', () => {
  test('tells the flow of each, and how many there are of each state', async () => {
    const { kernel } = await host()
    const page = kernel.sockets({ ...PLAIN, sort: 'remote', descending: true }, 0, 2)
    expect(page).toMatchObject({
      total: 4,
      problem: null,
      lacks: null,
      states: { ESTABLISHED: 2, LISTEN: 1, TIME_WAIT: 1 },
    })
    expect(page.rows).toHaveLength(2)
    expect(page.rows[0]).toMatchObject({
      key: '10.0.0.5:51514 192.0.2.10:443',
      flow: 0,
      side: 'client',
      wireState: 'ESTABLISHED',
      disagreement: null,
    })
    expect(page.rows[1]).toMatchObject({ flow: null, side: null, wireState: null })
  })

  test('is sorted as asked, equals in the order of the table', async () => {
    const made = await host()
    expect(ports(made, { sort: 'receiveQueue' })).toEqual([40_001, 443, 51_514, 40_000])
    expect(ports(made, { sort: 'receiveQueue', descending: true })).toEqual([40_000, 51_514, 443, 40_001])
    expect(ports(made, { sort: 'state' })).toEqual([443, 51_514, 40_000, 40_001])
    expect(ports(made, { sort: 'timer' })[0]).toBe(40_001)
    expect(ports(made, { sort: 'process' })).toEqual([443, 51_514, 40_001, 40_000])
    expect(ports(made, { sort: 'local' })).toEqual([443, 40_000, 40_001, 51_514])
  })

  test('is filtered by state, address, port, process and its number', async () => {
    const made = await host()
    expect(ports(made, { state: 'TIME_WAIT' })).toEqual([40_001])
    expect(ports(made, { text: ' NGINX ' })).toEqual([443])
    expect(ports(made, { text: '700' })).toEqual([443])
    expect(ports(made, { text: ':4000' })).toEqual([40_000, 40_001])
    expect(ports(made, { text: 'none of it' })).toEqual([])
  })

  test('says that nothing was read yet', async () => {
    const { kernel } = await watched(OPEN, [CLIENT.address])
    expect(kernel.sockets(PLAIN, 0, 10)).toMatchObject({ at: null, total: 0, problem: null })
    expect(kernel.timeWaits(0, 10)).toMatchObject({ at: null, total: 0 })
    expect(kernel.view(0)).toBeNull()
  })
})

describe('the TIME_WAIT board', () => {
  test('lists first what ends first, with its beginning and end', async () => {
    const { kernel, read } = await watched(OPEN, [CLIENT.address])
    read(0, [lingering(40_000, 50_000), lingering(40_001, 2000), lingering(51_514, 59_000)])
    const { rows, total, at } = kernel.timeWaits(0, 2)
    expect(total).toBe(3)
    expect(rows.map(({ local }) => local.port)).toEqual([40_001, 40_000])
    // Milliseconds of the kernel, so times are cut to them.
    const cut = ((at ?? 0n) / 1_000_000n) * 1_000_000n
    expect(rows[0]).toMatchObject({
      until: cut + 2_000_000_000n,
      since: cut - 58_000_000_000n,
      by: 'kernel',
      flow: null,
    })
    expect(kernel.timeWaits(2, 2).rows[0]).toMatchObject({ flow: 0 })
  })

  test('knows when a socket came whose kernel tells no timer', async () => {
    const { kernel, read } = await watched(OPEN, [CLIENT.address])
    const socket = toServer(40_000, { state: 'TIME_WAIT' })
    read(0, [])
    read(1000, [socket])
    read(5000, [socket], { timeWaitMs: 30_000 })
    const { rows, at } = kernel.timeWaits(0, 1)
    expect(Number((rows[0]?.until ?? 0n) - (at ?? 0n)) / 1e9).toBeCloseTo(26, 2)
    expect(rows[0]?.since).not.toBeNull()
  })

  test('holds the ports of each destination against the range', async () => {
    const { kernel, read } = await watched(OPEN, [CLIENT.address])
    const range = { ephemeral: { from: 40_000, to: 40_009 } }
    // Five came within the last five seconds: one a second.
    const fresh = [0, 1, 2, 3, 4].map((count) => lingering(40_000 + count, 59_000 - count * 900))
    read(0, [...fresh, toServer(40_005), toServer(39_000), listening()], range)
    const [budget] = kernel.timeWaits(0, 0).budgets
    expect(budget).toEqual({ remote: SERVER, lingering: 5, used: 6, ports: 10, perSecond: 1, runsOutInS: 4 })
  })

  test('counts nothing for what lingers at a port that is listened on', async () => {
    const { kernel, read } = await watched(OPEN, [SERVER.address])
    read(0, [listening(), clientSocket({ local: SERVER, remote: CLIENT, state: 'TIME_WAIT' })], { ephemeral: null })
    expect(kernel.timeWaits(0, 10)).toMatchObject({ total: 1, budgets: [] })
  })

  test('knows a server’s port by its many clients, though nobody listens there any more', async () => {
    const { kernel, read } = await watched(OPEN, [SERVER.address])
    const local = { ...SERVER, port: 40_000 }
    const clients = [50_000, 50_001].map((port) => ({ ...CLIENT, port }))
    read(
      0,
      clients.map((remote) => clientSocket({ local, remote, state: 'TIME_WAIT' })),
    )
    expect(kernel.timeWaits(0, 10)).toMatchObject({ total: 2, budgets: [] })
  })
})

describe('ports run out', () => {
  test('never, where those that linger end as fast as others come', () => {
    expect(runsOut(10, 1, [1000, 2000, 3000, 4000], 5000)).toBeNull()
    expect(runsOut(10, 0, [], 60_000)).toBeNull()
  })
  test('when the rate takes the last before enough have ended', () => {
    expect(runsOut(10, 1, [30_000, 40_000], 60_000)).toBe(10)
    expect(runsOut(10, 1, [5000, 6000], 60_000)).toBe(12)
    expect(runsOut(0, 1, [5000], 60_000)).toBe(0)
    // Sixty a second linger for 60 s: 3,600 at a time.
    expect(runsOut(3601, 60, [], 60_000)).toBeNull()
    expect(runsOut(3599, 60, [], 60_000)).toBe(60)
  })
})

test('flows are found by the processes of their ends', async () => {
  const { kernel } = await host()
  expect(kernel.facts.processOf(0)).toBe('python3')
  expect(kernel.facts.processOf(1)).toBeNull()
})

test('28,000 sockets are sorted within 50 ms, whatever the order', async () => {
  const { kernel, read } = await watched(OPEN, [CLIENT.address])
  const many = Array.from({ length: 28_000 }, (_, index) =>
    toServer(1024 + ((index * 7919) % 60_000), {
      receiveQueue: (index * 31) % 977,
      owners: [{ pid: index % 50, name: `p${index % 9}`, isPast: false }],
    }),
  )
  read(0, many)
  const times = SOCKET_SORTS.flatMap((sort) =>
    [true, false].map((descending) => {
      const start = performance.now()
      kernel.sockets({ ...PLAIN, sort, descending }, 0, 100)
      return performance.now() - start
    }),
  )
  times.sort((a, b) => a - b)
  // The middle one: a machine that runs other tests too may be busy for a moment.
  expect(times[Math.floor(times.length / 2)]).toBeLessThan(50)
})
