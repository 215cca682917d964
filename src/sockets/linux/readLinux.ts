/** Linux: by `ss` where it is installed, else by /proc. */
import type { KernelSocket } from '../../contracts/sockets'
import { type MeteredTable, Work } from '../work'
import { readEphemeral, TIME_WAIT_MS } from './limits'
import { merge } from './merge'
import { readAll, readOpen, readTimeWaits, SsMissing } from './ss'

/** Up to here, one run of `ss` for everything is cheaper than two. */
const FEW_TIME_WAITS = 1_000
const NANOSECONDS_IN_MS = 1_000_000n
const HIDDEN = 'processes of other users are hidden: root sees them'
const NO_SS =
  'ss (package iproute2) is not installed: round-trip times, windows and how many connections may wait are not known'

export interface LinuxReading {
  readonly at: bigint
  readonly sockets: readonly KernelSocket[]
  readonly lacks: string | null
  /** Milliseconds of processor time that it took; null: not known. */
  readonly workMs: number | null
}

type Found = Pick<LinuxReading, 'at' | 'sockets'>

let isSsMissing = false
let timeWaitsLast = 0

/** @throws SocketsUnreadable */
export async function readLinux(): Promise<MeteredTable> {
  const [reading, ephemeral] = await Promise.all([readByBest(), readEphemeral()])
  return { ...reading, ephemeral, timeWaitMs: TIME_WAIT_MS }
}

async function readByBest(): Promise<LinuxReading> {
  if (!isSsMissing) {
    try {
      return await readBySs()
    } catch (error) {
      if (!(error instanceof SsMissing)) throw error
      isSsMissing = true
    }
  }
  return readByProc()
}

async function readBySs(): Promise<LinuxReading> {
  const work = new Work()
  const { at, sockets } = timeWaitsLast <= FEW_TIME_WAITS ? await inOneRun(work) : await inTwoRuns(work)
  timeWaitsLast = sockets.reduce((count, { state }) => (state === 'TIME_WAIT' ? count + 1 : count), 0)
  return { at, sockets, lacks: areHidden(sockets) ? HIDDEN : null, workMs: work.ms }
}

async function inOneRun(work: Work): Promise<Found> {
  const at = now()
  return { at, sockets: await readAll(work) }
}

/** Open ones first: a socket that moves on to TIME_WAIT between the runs then stands in both, not in neither. */
async function inTwoRuns(work: Work): Promise<Found> {
  const open = await readOpen(work)
  const at = now()
  const waiting = await readTimeWaits(work)
  return { at, sockets: work.do(() => merge(open, waiting)) }
}

/** By /proc/net/tcp alone. @throws SocketsUnreadable */
export async function readByProc(): Promise<LinuxReading> {
  const { readProcSockets } = await import('./procSockets')
  const at = now()
  const sockets = await readProcSockets()
  return { at, sockets, lacks: areHidden(sockets) ? `${NO_SS}; ${HIDDEN}` : NO_SS, workMs: null }
}

const now = (): bigint => BigInt(Date.now()) * NANOSECONDS_IN_MS

/** A socket in these states has a process, as a rule: where one has none, it is somebody else's. */
const OWNED: ReadonlySet<string> = new Set(['LISTEN', 'ESTABLISHED', 'CLOSE_WAIT', 'SYN_SENT'])

const areHidden = (sockets: readonly KernelSocket[]): boolean =>
  process.getuid?.() !== 0 && sockets.some(({ state, owners }) => owners.length === 0 && OWNED.has(state))
