/** One line of /proc/net/tcp or /proc/net/tcp6. */
import type { Endpoint } from '../../contracts/flow'
import type { KernelSocket, SocketMetrics, SocketTimer, SocketTimerKind } from '../../contracts/sockets'
import { KERNEL_STATES } from './states'

/** A socket as the line tells it, and the number by which processes hold it; 0: none holds it. */
export interface ProcSocket {
  readonly socket: KernelSocket
  readonly inode: number
}

/** The kernel shows times in hundredths of a second (USER_HZ). */
const MS_IN_TICK = 10
const HEX = 16
const TIMERS: readonly (SocketTimerKind | null)[] = [null, 'retransmission', 'keep-alive', 'time-wait', 'persist']
const WORD_DIGITS = 8
const MAPPED = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff]

/*
 *  sl  local_address rem_address   st tx_queue:rx_queue tr:tm->when retrnsmt uid timeout inode ref pointer rto ato … cwnd
 *   0: 0100007F:B749 00000000:0000 0A 00000000:00000000 00:00000000 00000000   0       0 1589  1   …       20  0   1 10
 */
const SLOT = {
  local: 1,
  remote: 2,
  state: 3,
  queues: 4,
  timer: 5,
  retransmits: 6,
  probes: 8,
  inode: 9,
  rto: 12,
  cwnd: 15,
}

/**
 * @param isLittleEndian of this machine: the kernel writes addresses as words of its own order
 * @returns null where the line is no socket: the headings, or nonsense
 */
export function readProcLine(line: string, isLittleEndian: boolean): ProcSocket | null {
  const words = line.trim().split(/ +/)
  const word = (slot: number): string => words[slot] ?? ''
  const local = endpointOf(word(SLOT.local), isLittleEndian)
  const remote = endpointOf(word(SLOT.remote), isLittleEndian)
  const state = KERNEL_STATES[hex(word(SLOT.state))]
  const inode = Number(word(SLOT.inode))
  const [sendQueue, receiveQueue] = word(SLOT.queues).split(':').map(hex)
  if (local === null || remote === null || state === undefined || !Number.isSafeInteger(inode)) return null
  if (sendQueue === undefined || receiveQueue === undefined || !(sendQueue >= 0 && receiveQueue >= 0)) return null
  const timer = timerOf(word(SLOT.timer), hex(word(SLOT.retransmits)), decimal(word(SLOT.probes)))
  const metrics = state === 'LISTEN' ? null : metricsOf(Number(word(SLOT.rto)), Number(word(SLOT.cwnd)))
  return { socket: { local, remote, state, receiveQueue, sendQueue, timer, owners: [], metrics }, inode }
}

const hex = (digits: string): number => (/^[\dA-F]{1,8}$/i.test(digits) ? Number.parseInt(digits, HEX) : Number.NaN)

const decimal = (digits: string): number => (/^\d{1,9}$/.test(digits) ? Number(digits) : Number.NaN)

function timerOf(text: string, retransmits: number, probes: number): SocketTimer | null {
  const [number = '', left = ''] = text.split(':')
  const kind = TIMERS[hex(number)]
  const ticks = hex(left)
  if (kind === undefined || kind === null || Number.isNaN(ticks)) return null
  const tries = kind === 'retransmission' ? retransmits : probes
  return { kind, leftMs: leftMs(ticks), tries: Number.isNaN(tries) ? 0 : tries }
}

/** A timer that is overdue shows as a number below zero. */
const leftMs = (ticks: number): number => Math.max(0, ticks | 0) * MS_IN_TICK

/** Lines of TIME_WAIT and of requests end before these columns. */
function metricsOf(rtoTicks: number, congestionWindow: number): SocketMetrics | null {
  return rtoTicks > 0 && congestionWindow > 0 ? { rtoMs: rtoTicks * MS_IN_TICK, congestionWindow } : null
}

/** `0100007F:B749`; IPv4-mapped addresses become IPv4, as packets carry them. */
function endpointOf(text: string, isLittleEndian: boolean): Endpoint | null {
  const match = /^((?:[\dA-F]{8}){1,4}):([\dA-F]{4})$/i.exec(text)
  if (match === null) return null
  const bytes = bytesOf(match[1] ?? '', isLittleEndian)
  const port = Number.parseInt(match[2] ?? '', HEX)
  if (bytes.length === 4) return { address: bytes.join('.'), port }
  if (bytes.length !== 16) return null
  const isMapped = MAPPED.every((byte, index) => bytes[index] === byte)
  return { address: isMapped ? bytes.slice(MAPPED.length).join('.') : ipv6Text(bytes), port }
}

function bytesOf(digits: string, isLittleEndian: boolean): number[] {
  const bytes: number[] = []
  for (let at = 0; at < digits.length; at += WORD_DIGITS) {
    const word = (digits.slice(at, at + WORD_DIGITS).match(/../g) ?? []).map((pair) => Number.parseInt(pair, HEX))
    bytes.push(...(isLittleEndian ? word.reverse() : word))
  }
  return bytes
}

/** RFC 5952: the longest run of zero groups becomes `::`, the first of several, never a single group. */
function ipv6Text(bytes: readonly number[]): string {
  const groups: string[] = []
  for (let at = 0; at < bytes.length; at += 2)
    groups.push((((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0)).toString(HEX))
  const text = groups.join(':')
  const runs = [...text.matchAll(/\b0(?::0)+\b/g)]
  const longest = runs.reduce((best, [run]) => (run.length > best.length ? run : best), '')
  if (longest === '') return text
  const at = runs.find(([run]) => run === longest)?.index ?? 0
  const before = text.slice(0, at).replace(/:$/, '')
  const after = text.slice(at + longest.length).replace(/^:/, '')
  return `${before}::${after}`
}
