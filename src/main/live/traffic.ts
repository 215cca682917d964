/** What each interface has carried since it came up, as the system counts: cheap enough to be asked every second. */
import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import type { Traffic } from '../../contracts/ipc'

export type Counters = Traffic['interfaces']

/** Windows starts a shell for its counters: a second reading within this time is the first. */
const WINDOWS_EVERY_MS = 1500
const WITHIN_MS = 5000

const POWERSHELL = [
  '-NoProfile',
  '-NonInteractive',
  '-Command',
  'Get-NetAdapterStatistics | Select-Object InstanceID,ReceivedUnicastPackets,SentUnicastPackets,ReceivedBytes,SentBytes' +
    ' | ConvertTo-Json -Compress',
]

/** Counters of /proc/net/dev: columns 1 and 2 are bytes and packets received, 9 and 10 those sent. */
export function parseProcNetDev(text: string): Counters {
  const counters: Counters = {}
  for (const line of text.split('\n')) {
    const [name, values] = line.split(/:(.*)/s)
    const [bytesIn, packetsIn, , , , , , , bytesOut, packetsOut] = (values ?? '').trim().split(/\s+/).map(Number)
    if (name === undefined || packetsOut === undefined) continue
    counters[name.trim()] = sum([packetsIn, packetsOut], [bytesIn, bytesOut])
  }
  return counters
}

/**
 * Counters of `netstat -ibn` on macOS. An interface has a line for its link and one for each address with the same
 * counters: the link's counts. Columns are told from the right, as a link need not have an address.
 */
export function parseNetstat(text: string): Counters {
  const counters: Counters = {}
  for (const line of text.split('\n')) {
    const words = line.trim().split(/\s+/)
    const [name, , network] = words
    if (name === undefined || !network?.startsWith('<Link#')) continue
    const [packetsIn, , bytesIn, packetsOut, , bytesOut] = words.slice(-7).map(Number)
    // An interface that is down is marked with a star.
    counters[name.replace(/\*$/, '')] = sum([packetsIn, packetsOut], [bytesIn, bytesOut])
  }
  return counters
}

/** Counters of Get-NetAdapterStatistics by the name that Npcap gives an adapter; one adapter comes without a list. */
export function parseNetAdapters(text: string): Counters {
  const counters: Counters = {}
  const found: unknown = text.trim() === '' ? [] : JSON.parse(text)
  for (const adapter of (Array.isArray(found) ? found : [found]) as Record<string, unknown>[]) {
    const value = (name: string) => Number(adapter[name])
    const packets = [value('ReceivedUnicastPackets'), value('SentUnicastPackets')]
    counters[`\\Device\\NPF_${String(adapter.InstanceID)}`] = sum(packets, [value('ReceivedBytes'), value('SentBytes')])
  }
  return counters
}

const total = (values: readonly (number | undefined)[]) =>
  values.reduce<number>((all, value) => all + (value !== undefined && Number.isFinite(value) ? value : 0), 0)

const sum = (packets: readonly (number | undefined)[], bytes: readonly (number | undefined)[]) => ({
  packets: total(packets),
  bytes: total(bytes),
})

const output = (command: string, args: readonly string[]): Promise<string> =>
  new Promise((resolve, reject) => {
    execFile(command, args, { timeout: WITHIN_MS, windowsHide: true }, (error, stdout) =>
      error ? reject(error) : resolve(stdout),
    )
  })

async function read(platform: NodeJS.Platform): Promise<Counters> {
  switch (platform) {
    case 'linux':
      return parseProcNetDev(await readFile('/proc/net/dev', 'utf8'))
    case 'darwin':
      return parseNetstat(await output('/usr/sbin/netstat', ['-ibn']))
    case 'win32':
      return parseNetAdapters(await output('powershell.exe', POWERSHELL))
    default:
      return {}
  }
}

let last: Promise<Traffic> | null = null
let lastAt = 0

/** Counters of every interface, now. None where the system has no way to ask, or it fails: sparklines then stay flat. */
export function readTraffic(): Promise<Traffic> {
  const now = performance.now()
  if (last !== null && process.platform === 'win32' && now - lastAt < WINDOWS_EVERY_MS) return last
  lastAt = now
  last = read(process.platform)
    .catch((error: Error) => {
      console.error(`The interfaces' counters can't be read: ${error.message}`)
      return {}
    })
    .then((interfaces) => ({ at: Date.now(), interfaces }))
  return last
}
