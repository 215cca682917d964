/** The kernel's own sockets on loopback, beside a capture that tells the segments which these connections sent. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import type { KernelView, SocketTable } from '../../contracts/sockets'
import { captureOf } from '../../scenario/capture'
import { readSockets } from '../../sockets/index'
import { coreOf } from '../capture.fixture'
import { Judge } from '../verdicts/judge'
import { type Watched, watchedCore } from './kernel.fixture'

const open: { readonly sockets: Socket[]; readonly servers: Server[]; readonly children: ChildProcess[] } = {
  sockets: [],
  servers: [],
  children: [],
}

afterEach(() => {
  for (const socket of open.sockets.splice(0)) socket.destroy()
  for (const server of open.servers.splice(0)) server.close()
  for (const child of open.children.splice(0)) child.kill()
})

interface Pair {
  readonly client: Socket
  readonly server: Socket
  readonly clientPort: number
  readonly serverPort: number
}

/** A connection to ourselves whose ends close when they are told to. */
async function pair(): Promise<Pair> {
  const listener = createServer({ allowHalfOpen: true, pauseOnConnect: true }).listen(0, '127.0.0.1')
  open.servers.push(listener)
  await once(listener, 'listening')
  const { port } = listener.address() as AddressInfo
  const client = connect({ port, host: '127.0.0.1', allowHalfOpen: true })
  const [[server]] = (await Promise.all([once(listener, 'connection'), once(client, 'connect')])) as [[Socket], unknown]
  open.sockets.push(client, server)
  client.on('error', () => undefined)
  server.on('error', () => undefined)
  return { client, server, clientPort: client.localPort as number, serverPort: port }
}

const HANDSHAKE = '+0 A > B S <mss 1460>\n+0.0001 B > A S. <mss 1460>\n+0.0001 A > B .\n'

/** This host's kernel beside a capture of these events, from now on. */
async function beside({ clientPort, serverPort }: Pick<Pair, 'clientPort' | 'serverPort'>, events: string) {
  const ends = `start = ${Date.now() / 1000}\nA = 127.0.0.1:${clientPort}\nB = 127.0.0.1:${serverPort}\n`
  return watchedCore(await coreOf(captureOf(ends + events)), ['127.0.0.1'])
}

/** Reads the kernel's table until it is as wanted, and gives it twice: as of then, and as of some seconds later. */
async function readUntil(
  { kernel }: Watched,
  wanted: (view: KernelView) => boolean,
  laterS: number,
): Promise<KernelView> {
  for (let tries = 0; tries < 100; tries += 1) {
    const table = await readSockets()
    kernel.take(table)
    const view = kernel.view(0)
    if (view !== null && wanted(view)) {
      kernel.take(laterBy(table, laterS))
      return kernel.view(0) as KernelView
    }
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  throw new Error('the kernel never came to that')
}

const laterBy = (table: SocketTable, seconds: number): SocketTable => ({
  ...table,
  at: table.at + BigInt(seconds) * 1_000_000_000n,
})

test('CLOSE_WAIT names the process that should call close()', async () => {
  const ports = await pair()
  ports.server.resume()
  ports.client.end()
  const host = await beside(ports, `${HANDSHAKE}+0.001 A > B F.\n+0.0001 B > A .\n`)
  const view = await readUntil(host, ({ server }) => server?.state === 'CLOSE_WAIT', 6)
  expect(view.client?.state).toBe('FIN_WAIT_2')
  expect(view.server?.owners[0]).toMatchObject({ pid: process.pid, isPast: false })
  expect(view.disagreement).toMatchObject({ id: 'not-closed', severity: 'stuck' })
  expect(view.disagreement?.sentence).toContain(`(pid ${process.pid}) has not called close()`)
})

test('data that nobody reads is counted, and its process named', async () => {
  const ports = await pair()
  ports.client.write(Buffer.alloc(30_000))
  const host = await beside(ports, `${HANDSHAKE}+0.001 A > B P. (30000)\n+0.0001 B > A .\n`)
  const view = await readUntil(host, ({ server }) => (server?.receiveQueue ?? 0) === 30_000, 4)
  expect(view.disagreement).toMatchObject({ id: 'not-reading', severity: 'warning' })
  expect(view.disagreement?.sentence).toContain('30.0 kB unread')
  const judge = new Judge(host.core)
  judge.hear(host.kernel.facts)
  expect(judge.explain(0).verdict).toMatchObject({ id: 'not-reading', certainty: 'proved' })
})

test('TIME_WAIT is on the board, with its end and the process that opened it', async () => {
  const ports = await pair()
  ports.server.resume()
  const host = await beside(ports, `${HANDSHAKE}+0.001 A > B F.\n+0.0001 B > A F.\n+0.0001 A > B .\n`)
  host.kernel.take(await readSockets())
  expect(host.kernel.facts.processOf(0)).toBeTruthy()
  ports.client.resume()
  ports.client.end()
  ports.server.end()
  const view = await readUntil(host, ({ client }) => client?.state === 'TIME_WAIT', 1)
  expect(view).toMatchObject({ server: null, disagreement: null })
  const board = host.kernel.timeWaits(0, 1000)
  const row = board.rows.find(({ local }) => local.port === ports.clientPort)
  expect(row).toMatchObject({ by: 'kernel', flow: 0 })
  const leftS = Number((row?.until ?? 0n) - (board.at ?? 0n)) / 1e9
  expect(leftS).toBeGreaterThan(50)
  expect(leftS).toBeLessThanOrEqual(61)
  expect(board.budgets.find(({ remote }) => remote.port === ports.serverPort)).toMatchObject({ lingering: 1, used: 1 })
})

const NEVER_ACCEPTS =
  'import socket,time\ns=socket.socket()\ns.bind(("127.0.0.1",0))\ns.listen(1)\nprint(s.getsockname()[1],flush=True)\ntime.sleep(60)'

test('a full accept queue names who should call accept()', async () => {
  const child = spawn('python3', ['-c', NEVER_ACCEPTS], { stdio: ['ignore', 'pipe', 'inherit'] })
  open.children.push(child)
  const [line] = (await once(child.stdout, 'data')) as [Buffer]
  const serverPort = Number(line.toString())
  for (let count = 0; count < 4; count += 1) {
    const client = connect({ port: serverPort, host: '127.0.0.1' })
    client.on('error', () => undefined)
    open.sockets.push(client)
    // One after the other: the first two fill the queue.
    if (count < 2) await once(client, 'connect')
  }
  let late: number | undefined
  for (let tries = 0; tries < 50 && late === undefined; tries += 1) {
    const { sockets } = await readSockets()
    late = sockets.find(({ state, remote }) => state === 'SYN_SENT' && remote.port === serverPort)?.local.port
  }
  const host = await beside({ clientPort: late ?? 0, serverPort }, '+0 A > B S <mss 1460>\n')
  const view = await readUntil(host, ({ client }) => client?.state === 'SYN_SENT', 1)
  expect(view.server).toMatchObject({ state: 'LISTEN', receiveQueue: 2, sendQueue: 1 })
  expect(view.disagreement?.id).toBe('accept-queue-overflow')
  expect(view.disagreement?.sentence).toContain(`(pid ${child.pid}) does not call accept()`)
  const rows = host.kernel.sockets(
    { sort: 'disagreement', descending: true, text: String(serverPort), state: 'LISTEN' },
    0,
    10,
  ).rows
  expect(rows[0]).toMatchObject({ flow: null, disagreement: { id: 'listener-full' } })
})
