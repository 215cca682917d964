/** An endpoint as RFC 9293 §3.10 has it, as far as a lost segment sets it going. Numbers are relative. */
import type { StateName } from '../../../contracts/names'
import type { SideIndex } from '../../ladder/flowRows'

/** A segment on its way, in the numbers of its sender. */
export interface Sent {
  readonly side: SideIndex
  readonly seq: number
  readonly end: number
  readonly syn: boolean
  readonly fin: boolean
  readonly rst: boolean
  /** null: no ACK flag. */
  readonly ack: number | null
  readonly window: number
  /** The captured segment that this is, or repeats; -1: none was captured. */
  readonly position: number
}

export interface Endpoint {
  readonly side: SideIndex
  state: StateName
  sndUna: number
  sndNxt: number
  rcvNxt: number
  /** When RCV.NXT advanced last, nanoseconds. */
  advancedAt: number
  /** Highest number that it acknowledged; its window; the peer's. */
  lastAck: number
  window: number
  peerWindow: number
  finEnd: number | null
  /** Got out of order. */
  ahead: Sent[]
  unacked: Sent[]
  timerAt: number
  /** How often the oldest one was sent again. */
  tries: number
  duplicateAcks: number
}

export type Reason = 'ack' | 'duplicate' | 'again' | 'syn-ack' | 'fast' | 'refuse' | 'restart'
/** What an endpoint does about a segment: at once, or, where `isPatient`, unless something else says it before. */
export interface Reaction {
  readonly reason: Reason
  readonly isPatient?: boolean
}

const CLOSE_ON_FIN: Readonly<Partial<Record<StateName, StateName>>> = {
  SYN_RCVD: 'CLOSE_WAIT',
  ESTABLISHED: 'CLOSE_WAIT',
  FIN_WAIT_1: 'CLOSING',
  FIN_WAIT_2: 'TIME_WAIT',
}
const ON_ACK_OF_FIN: Readonly<Partial<Record<StateName, StateName>>> = {
  FIN_WAIT_1: 'FIN_WAIT_2',
  CLOSING: 'TIME_WAIT',
  LAST_ACK: 'CLOSED',
}
export const ON_OWN_FIN: Readonly<Partial<Record<StateName, StateName>>> = {
  SYN_RCVD: 'FIN_WAIT_1',
  ESTABLISHED: 'FIN_WAIT_1',
  CLOSE_WAIT: 'LAST_ACK',
}
const FAST_AFTER = 3

/** Takes a segment; says what the endpoint does about it. */
export function receive(me: Endpoint, segment: Sent, now: number): Reaction[] {
  if (me.state === 'CLOSED') return segment.rst ? [] : [{ reason: 'refuse' }]
  if (segment.rst) {
    me.state = 'CLOSED'
    me.unacked = []
    me.timerAt = Number.POSITIVE_INFINITY
    return []
  }
  me.peerWindow = segment.window
  if (segment.syn) return receiveSyn(me, segment, now)
  if (me.state === 'LISTEN' || me.state === 'SYN_SENT') return segment.ack === null ? [] : [{ reason: 'refuse' }]
  const reactions = receiveAck(me, segment)
  return segment.end > segment.seq ? [...reactions, ...receiveText(me, segment, now)] : reactions
}

function receiveSyn(me: Endpoint, segment: Sent, now: number): Reaction[] {
  const acksOurs = segment.ack !== null && segment.ack >= 1
  switch (me.state) {
    case 'LISTEN':
      advance(me, segment.end, now)
      me.state = 'SYN_RCVD'
      return [{ reason: 'syn-ack' }]
    case 'SYN_SENT':
      advance(me, segment.end, now)
      if (!acksOurs) {
        me.state = 'SYN_RCVD'
        return [{ reason: 'syn-ack' }]
      }
      acknowledge(me, segment.ack ?? 0)
      me.state = 'ESTABLISHED'
      return [{ reason: 'ack', isPatient: true }]
    case 'SYN_RCVD':
      if (!acksOurs) return [{ reason: 'syn-ack' }]
      acknowledge(me, segment.ack ?? 0)
      me.state = 'ESTABLISHED'
      return []
    default:
      return [{ reason: 'again' }]
  }
}

function receiveAck(me: Endpoint, segment: Sent): Reaction[] {
  const { ack } = segment
  if (ack === null) return []
  if (ack > me.sndUna) {
    acknowledge(me, ack)
    if (me.state === 'SYN_RCVD') me.state = me.finEnd === null ? 'ESTABLISHED' : 'FIN_WAIT_1'
    if (me.finEnd !== null && ack >= me.finEnd) me.state = ON_ACK_OF_FIN[me.state] ?? me.state
    return []
  }
  const isDuplicate = ack === me.sndUna && segment.end === segment.seq && me.unacked.length > 0
  if (!isDuplicate) return []
  me.duplicateAcks += 1
  return me.duplicateAcks === FAST_AFTER ? [{ reason: 'fast' }] : []
}

function acknowledge(me: Endpoint, ack: number): void {
  me.sndUna = Math.max(me.sndUna, ack)
  me.unacked = me.unacked.filter(({ end }) => end > ack)
  me.duplicateAcks = 0
  me.tries = 0
  // The timer of what is left starts anew (RFC 6298 §5.3): see `Replay.arm`.
  me.timerAt = me.unacked.length === 0 ? Number.POSITIVE_INFINITY : Number.NaN
}

function receiveText(me: Endpoint, segment: Sent, now: number): Reaction[] {
  if (segment.end <= me.rcvNxt) return [{ reason: me.state === 'TIME_WAIT' && segment.fin ? 'restart' : 'again' }]
  if (segment.seq > me.rcvNxt) {
    me.ahead.push(segment)
    return [{ reason: 'duplicate' }]
  }
  const hadGap = me.ahead.length > 0
  let next: Sent | undefined = segment
  while (next !== undefined) {
    advance(me, next.end, now)
    if (next.fin) me.state = CLOSE_ON_FIN[me.state] ?? me.state
    next = me.ahead.find(({ seq, end }) => seq <= me.rcvNxt && end > me.rcvNxt)
  }
  me.ahead = me.ahead.filter(({ end }) => end > me.rcvNxt)
  return [{ reason: 'ack', isPatient: !hadGap }]
}

function advance(me: Endpoint, end: number, now: number): void {
  if (end <= me.rcvNxt) return
  me.rcvNxt = end
  me.advancedAt = now
}
