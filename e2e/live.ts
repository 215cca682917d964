/** Live captures on loopback, driven over the window's own channels, and the traffic that they see. */
import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync } from 'node:fs'
import { type AddressInfo, connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type CaptureSettings, WHOLE_FRAMES } from '../src/contracts/capture'
import type { InvokeArguments, InvokeChannel, InvokeResult, LastackBridge, LiveStatus } from '../src/contracts/ipc'
import { expect, type Program } from './program'

export const loopback = (change: Partial<CaptureSettings> = {}): CaptureSettings => ({
  interfaces: ['lo'],
  filter: 'tcp',
  snapLength: WHOLE_FRAMES,
  isPromiscuous: false,
  ring: null,
  engine: null,
  ...change,
})

/** Asks main from the page, by the only door that the page has. */
export function ask<C extends InvokeChannel>(
  { page }: Program,
  channel: C,
  ...args: InvokeArguments<C>
): Promise<InvokeResult<C>> {
  return page.evaluate(
    ([name, values]) => {
      const bridge = (globalThis as unknown as { lastack: LastackBridge }).lastack
      return bridge.invoke(name as never, ...(values as never)) as Promise<never>
    },
    [channel, args] as const,
  )
}

export const status = (program: Program): Promise<LiveStatus> => ask(program, 'live:status')

export async function stateIs(program: Program, state: LiveStatus['state']): Promise<LiveStatus> {
  await expect.poll(async () => (await status(program)).state).toBe(state)
  return status(program)
}

/** Waits until the capture process has counted at least `count` packets. */
export async function packetsReach(program: Program, count: number): Promise<void> {
  await expect.poll(async () => (await status(program)).packets).toBeGreaterThanOrEqual(count)
}

/** Starts a capture of loopback that only sees `port`. Closing the program throws away what it captured. */
export async function captureLoopback(
  program: Program,
  port: number,
  change?: Partial<CaptureSettings>,
): Promise<void> {
  await questionsAreAnswered(program, 'Discard')
  const settings = loopback({ filter: `tcp port ${port}`, ...change })
  expect(await ask(program, 'live:start', settings)).toEqual({ ok: true })
}

/** A server on 127.0.0.1 that answers whatever comes with as many bytes. */
export async function echoServer(): Promise<{ port: number; close(): void }> {
  const server = createServer((socket) => socket.on('error', () => undefined).pipe(socket))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return { port: (server.address() as AddressInfo).port, close: () => server.close() }
}

/** One connection from the handshake to the close of both sides, with `bytes` each way. */
export async function talk(port: number, bytes = 100): Promise<void> {
  const client = connect(port, '127.0.0.1')
  await once(client, 'connect')
  client.end(Buffer.alloc(bytes))
  client.resume()
  await once(client, 'close')
}

/** The system's own question dialogs answer with this button from now on; how often they were asked is counted. */
export async function questionsAreAnswered({ app }: Program, button: string): Promise<void> {
  await app.evaluate(({ dialog }, wanted) => {
    const counted = globalThis as unknown as { asked?: number }
    const answer = (...args: unknown[]) => {
      counted.asked = (counted.asked ?? 0) + 1
      const { buttons = [] } = args.at(-1) as { buttons?: string[] }
      return Promise.resolve({ response: buttons.indexOf(wanted), checkboxChecked: false })
    }
    dialog.showMessageBox = answer as typeof dialog.showMessageBox
  }, button)
}

export const questionsAsked = ({ app }: Program): Promise<number> =>
  app.evaluate(() => (globalThis as unknown as { asked?: number }).asked ?? 0)

const freshPath = () => join(mkdtempSync(join(tmpdir(), 'lastack-saved-')), 'saved.pcapng')

/** The next save dialogs answer with `path`, which is returned. */
export async function saveDialogAnswers({ app }: Program, path = freshPath()): Promise<string> {
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath })
  }, path)
  return path
}

const mainPid = ({ app }: Program): Promise<number> => app.evaluate(() => process.pid)

const childrenOf = (pid: number): { pid: number; args: string }[] =>
  spawnSync('ps', ['-o', 'pid=,args=', '--ppid', String(pid)], { encoding: 'utf8' })
    .stdout.split('\n')
    .map((line) => /^\s*(\d+)\s+(.*)$/.exec(line))
    .flatMap((match) => (match ? [{ pid: Number(match[1]), args: match[2] ?? '' }] : []))

/** Process ids of the program's capture processes that write a session; one that only lists interfaces is none. */
export async function capturingPids(program: Program): Promise<number[]> {
  return childrenOf(await mainPid(program))
    .filter(({ pid, args }) => /capture[/\\]index\.cjs/.test(args) && openFiles(pid).includes('/sessions/'))
    .map(({ pid }) => pid)
}

/** What the descriptors of a process lead to, as text; '' where it has ended meanwhile. */
export function openFiles(pid: number): string {
  const { stdout } = spawnSync('ls', ['-l', `/proc/${pid}/fd`], { encoding: 'utf8' })
  return stdout
}

/** Kills the program's main process without warning, and waits until Playwright has seen it end. */
export async function killProgram(program: Program): Promise<void> {
  const pid = await mainPid(program)
  const ended = program.app.waitForEvent('close')
  process.kill(pid, 'SIGKILL')
  await ended
}
