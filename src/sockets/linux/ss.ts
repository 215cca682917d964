/** Runs `ss` (iproute2) and reads what it prints as it comes. */
import { spawn } from 'node:child_process'
import type { StateName } from '../../contracts/names'
import type { KernelSocket } from '../../contracts/sockets'
import { SocketsUnreadable } from '../unreadable'
import type { Work } from '../work'
import { SsParser } from './ssParser'

/** Where it lives if PATH leaves out the system's own folders, as a desktop's often does. */
const SYSTEM_FOLDERS = ['/usr/bin', '/bin', '/usr/sbin', '/sbin']
const GIVE_UP_AFTER_MS = 20_000
const KEPT_MESSAGE = 400

/** `ss` is not installed. */
export class SsMissing extends Error {}

/** All sockets, with timers, processes and measures. @throws SsMissing, SocketsUnreadable */
export const readAll = (work: Work): Promise<KernelSocket[]> => runSs(['-tanoipH'], null, work)

/**
 * All sockets but those in TIME_WAIT, with timers, processes and measures. Those in TIME_WAIT are asked for apart: they
 * have neither, may be tens of thousands, and beside measures `ss` pads every one of them to the longest line.
 *
 * @throws SsMissing, SocketsUnreadable
 */
export const readOpen = (work: Work): Promise<KernelSocket[]> => runSs(['-tanoipH', 'exclude', 'time-wait'], null, work)

/** @throws SsMissing, SocketsUnreadable */
export const readTimeWaits = (work: Work): Promise<KernelSocket[]> =>
  runSs(['-tanoH', 'state', 'time-wait'], 'TIME_WAIT', work)

function runSs(args: readonly string[], only: StateName | null, work: Work): Promise<KernelSocket[]> {
  return new Promise((resolve, reject) => {
    const parser = new SsParser(only)
    let message = ''
    const child = work.do(() =>
      spawn('ss', args, {
        env: { PATH: [process.env.PATH ?? '', ...SYSTEM_FOLDERS].join(':'), LC_ALL: 'C' },
        stdio: ['ignore', 'pipe', 'pipe'],
        timeout: GIVE_UP_AFTER_MS,
        killSignal: 'SIGKILL',
      }),
    )
    child.stdout.on('data', (bytes: Buffer) => work.do(() => parser.feed(bytes)))
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      message = (message + text).slice(0, KEPT_MESSAGE)
    })
    child.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT' || error.code === 'EACCES') reject(new SsMissing())
      else reject(new SocketsUnreadable(`The kernel's sockets can't be read: ss doesn't start (${error.message})`))
    })
    child.once('close', (status, signal) => {
      if (status !== 0) reject(new SocketsUnreadable(failure(status, signal, message)))
      parser.end()
      resolve(parser.sockets)
    })
  })
}

function failure(status: number | null, signal: NodeJS.Signals | null, message: string): string {
  const why =
    message.split('\n')[0] || (signal === null ? `it ended with status ${status}` : `it was ended by ${signal}`)
  return `The kernel's sockets can't be read: ss says: ${why}`
}
