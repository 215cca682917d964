/** This host's kernel, with real connections of the test's own. */
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { KernelSocket, SocketTable } from '../../contracts/sockets'
import { Loopback } from '../sockets.fixture'
import { SocketWatch } from '../watch'
import { type LinuxReading, readByProc, readLinux } from './readLinux'

let loopback: Loopback
beforeAll(async () => {
  loopback = await Loopback.listen()
})
afterAll(() => loopback.close())

const find = ({ sockets }: Pick<SocketTable, 'sockets'>, local: number, remote: number): KernelSocket | undefined =>
  sockets.find((socket) => socket.local.port === local && socket.remote.port === remote)
const pids = (socket: KernelSocket | undefined): readonly number[] | undefined => socket?.owners.map(({ pid }) => pid)

const readers: readonly [string, () => Promise<LinuxReading | SocketTable>][] = [
  ['ss', readLinux],
  ['/proc', readByProc],
]

describe.skipIf(process.platform !== 'linux').each(readers)('by %s', (by, read) => {
  test('a listening socket is there with its process', async () => {
    const found = find(await read(), loopback.port, 0)
    expect(found).toMatchObject({
      local: { address: '127.0.0.1', port: loopback.port },
      remote: { address: '0.0.0.0', port: 0 },
      state: 'LISTEN',
      receiveQueue: 0,
      timer: null,
      metrics: null,
    })
    expect(pids(found)).toEqual([process.pid])
  })

  test('both ends of a connection are ESTABLISHED, with what was not read yet', async () => {
    const { client, server } = await loopback.connection()
    server.pause()
    client.write('x'.repeat(1_000))
    client.setKeepAlive(true, 600_000)
    await sleep(20)
    const table = await read()
    const port = client.localPort ?? 0
    const [near, far] = [find(table, port, loopback.port), find(table, loopback.port, port)]
    expect(near).toMatchObject({ state: 'ESTABLISHED', sendQueue: 0, timer: { kind: 'keep-alive', tries: 0 } })
    expect(near?.timer?.leftMs).toBeGreaterThan(500_000)
    expect(near?.timer?.leftMs).toBeLessThanOrEqual(600_000)
    expect(far).toMatchObject({ state: 'ESTABLISHED' })
    expect(near?.metrics?.rtoMs).toBeGreaterThanOrEqual(200)
    expect(near?.metrics?.congestionWindow).toBeGreaterThan(0)
    expect(pids(near)).toEqual([process.pid])
    if (by === 'ss') expect(near?.metrics).toMatchObject({ retransmitsTotal: 0, bytesSent: 1_000, bytesAcked: 1_001 })
  })

  test('a half-closed connection is FIN_WAIT_2 here and CLOSE_WAIT there, a closed one TIME_WAIT', async () => {
    const { client } = await loopback.halfClosed()
    const port = client.localPort ?? 0
    const gone = await loopback.timeWait()
    // The kernel may put off the ACK of the FIN for as long as any other: 40 ms.
    await vi.waitFor(async () => expect(find(await read(), port, loopback.port)?.state).toBe('FIN_WAIT_2'))
    const table = await read()
    const waiting = find(table, loopback.port, port)
    expect(waiting?.state).toBe('CLOSE_WAIT')
    expect(pids(waiting)).toEqual([process.pid])
    const lingering = find(table, gone, loopback.port)
    expect(lingering).toMatchObject({ state: 'TIME_WAIT', timer: { kind: 'time-wait' }, owners: [], metrics: null })
    expect(lingering?.timer?.leftMs).toBeGreaterThan(57_000)
    expect(lingering?.timer?.leftMs).toBeLessThanOrEqual(60_000)
  })

  test('IPv4 through a socket for both families has the address that packets carry', async () => {
    const both = await Loopback.listen('::')
    const { client } = await both.connection('127.0.0.1')
    const table = await read()
    expect(find(table, both.port, 0)?.local.address).toBe('::')
    expect(find(table, both.port, client.localPort ?? 0)?.local.address).toBe('127.0.0.1')
    const six = await both.connection('::1')
    const again = await read()
    expect(find(again, both.port, six.client.localPort ?? 0)?.local.address).toBe('::1')
    both.close()
  })
})

describe.skipIf(process.platform !== 'linux')('this system', () => {
  test('tells its ephemeral ports and the length of TIME_WAIT', async () => {
    const { ephemeral, timeWaitMs, at } = await readLinux()
    expect(ephemeral?.from).toBeLessThan(ephemeral?.to ?? 0)
    expect(timeWaitMs).toBe(60_000)
    expect(Math.abs(Number(at / 1_000_000n) - Date.now())).toBeLessThan(1_000)
  })

  test('a watch remembers who held a socket that lingers', async () => {
    let port = 0
    let close: () => void = () => undefined
    const lingering = new Promise<KernelSocket>((resolve, reject) => {
      const watch = new SocketWatch({
        onTable: (table) => {
          const found = find(table, port, loopback.port)
          if (found?.state === 'FIN_WAIT_2') close()
          if (found?.state !== 'TIME_WAIT') return
          watch.stop()
          resolve(found)
        },
        onProblem: (problem) => reject(new Error(problem ?? '')),
      })
      watch.start()
    })
    const { client, server } = await loopback.halfClosed()
    close = () => server.end()
    port = client.localPort ?? 0
    expect((await lingering).owners).toEqual([{ pid: process.pid, name: expect.any(String), isPast: true }])
  })
})
