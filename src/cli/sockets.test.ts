/** `lastack sockets`, run as users run it, beside real connections of the test's own. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { KernelSocket } from '../contracts/sockets'

const root = fileURLToPath(new URL('../..', import.meta.url))
const program = join(root, 'out', 'cli-sockets-test', 'index.js')
const listener = createServer({ allowHalfOpen: true })
const open: Socket[] = []
const port = (): number => (listener.address() as AddressInfo).port

type Row = Omit<KernelSocket, 'owners'> & { readonly process: KernelSocket['owners'] }

async function lastack(...args: string[]): Promise<{ status: number; stdout: string; stderr: string }> {
  const child = spawn(process.execPath, [program, 'sockets', ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
  const [stdout, stderr, [status]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')])
  return { status: status as number, stdout, stderr }
}
const rowsOf = (stdout: string): Row[] =>
  stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Row)
const ours = ({ local, remote }: Row): boolean => local.port === port() || remote.port === port()

/** @returns both ends, the client's half closed. */
async function halfClosed(): Promise<readonly [Socket, Socket]> {
  const accepted = once(listener, 'connection')
  const client = connect({ port: port(), host: '127.0.0.1', allowHalfOpen: true }).resume()
  const [server] = (await accepted) as [Socket]
  open.push(client, server)
  const ended = once(server.resume(), 'end')
  client.end()
  await ended
  return [client, server]
}

beforeAll(async () => {
  await build({
    root,
    configFile: join(root, 'vite.cli.config.ts'),
    logLevel: 'warn',
    build: { outDir: 'out/cli-sockets-test', emptyOutDir: true },
  })
  listener.listen(0, '127.0.0.1')
  await once(listener, 'listening')
  const accepted = once(listener, 'connection')
  open.push(connect({ port: port(), host: '127.0.0.1', allowHalfOpen: true }))
  open.push(...((await accepted) as [Socket]))
  await halfClosed()
  const [client, server] = await halfClosed()
  const closed = once(client, 'close')
  server.end()
  await closed
})
afterAll(() => {
  for (const socket of open) socket.destroy()
  listener.close()
})

describe('lastack sockets', () => {
  test('prints each state of real connections, in the order of a connection’s life', async () => {
    const { status, stdout } = await lastack('--format', 'json')
    expect(status).toBe(0)
    const rows = rowsOf(stdout).filter(ours)
    expect(rows.map(({ state }) => state)).toEqual([
      'LISTEN',
      'ESTABLISHED',
      'ESTABLISHED',
      'FIN_WAIT_2',
      'CLOSE_WAIT',
      'TIME_WAIT',
    ])
    for (const row of rows) {
      expect(Object.keys(row)).toEqual([
        'local',
        'remote',
        'state',
        'receiveQueue',
        'sendQueue',
        'timer',
        'process',
        'metrics',
      ])
    }
    expect(rows.find(({ state }) => state === 'CLOSE_WAIT')?.process).toEqual([
      { pid: process.pid, name: expect.any(String), isPast: false },
    ])
    expect(rows.at(-1)?.timer).toEqual({ kind: 'time-wait', leftMs: expect.any(Number), tries: 0 })
  })

  test('--state keeps only the states named, however they are spelt', async () => {
    const { stdout } = await lastack('--state', 'close-wait,LISTEN')
    expect(
      rowsOf(stdout)
        .filter(ours)
        .map(({ state }) => state),
    ).toEqual(['LISTEN', 'CLOSE_WAIT'])
  })

  test('csv has a heading and quotes what holds commas', async () => {
    const { stdout } = await lastack('--format', 'csv', '--state', 'close_wait')
    const [heading, ...lines] = stdout.split('\r\n')
    expect(heading).toBe(
      'local.address,local.port,remote.address,remote.port,state,receiveQueue,sendQueue,timer,process,metrics',
    )
    expect(lines.find((line) => line.startsWith(`127.0.0.1,${port()},`))).toMatch(/,CLOSE_WAIT,\d,0,,"\[\{""pid"":/)
  })

  test('the table names process and time left', async () => {
    const { stdout } = await lastack('--format', 'table')
    const lines = stdout.split('\n').filter((line) => line.includes(`127.0.0.1:${port()}`))
    expect(stdout).toMatch(/^STATE +LOCAL +REMOTE +RECV-Q +SEND-Q +TIMER +RTT +RETRANS +PROCESS\n/)
    expect(lines[0]).toMatch(new RegExp(`^LISTEN .* 0\\.0\\.0\\.0:\\* .*\\(${process.pid}\\)$`))
    expect(lines.at(-1)).toMatch(/^TIME_WAIT .* time-wait 5\d s$/)
  })

  test('wrong usage says what to do', async () => {
    expect(await lastack('--state', 'OPEN')).toMatchObject({
      status: 2,
      stderr: expect.stringMatching(
        /^lastack: --state is one of UNKNOWN, CLOSED, .*not "OPEN"; see lastack sockets --help\n$/,
      ),
    })
    expect(await lastack('a.pcap')).toMatchObject({ status: 2, stderr: expect.stringContaining('not "a.pcap"') })
    expect((await lastack('--help')).stdout).toMatch(/^Usage: lastack sockets/)
  })
})
