/** What the flow's last state waits for: the segment that should have come, and the timers that run. */

import { Flag, TcpState } from '../../contracts/abi'
import type { TimerProfile, Timers } from '../profiles/profile'
import { said } from '../said/said'
import { durationWords } from '../words'
import {
  CLIENT,
  type FlowRows,
  hasFlag,
  otherSide,
  SERVER,
  SIDES,
  type SideIndex,
  senderOf,
  sequenceEnd,
  stateOf,
} from './flowRows'
import type { Milestones } from './milestones'
import type { Stall } from './stalls'

const SECOND_NS = 1e9
/** How long the capture must go on before a missing segment is called missing: the first retransmission timeout. */
export const PATIENCE_NS = 1e9

export interface Ghost {
  readonly kind: 'ghost'
  readonly side: SideIndex
  readonly label: string
  readonly afterSilence: true
}
export interface Tail {
  readonly kind: 'tail'
  readonly side: SideIndex
  readonly label: string
  readonly elapsedNs: number
  readonly totalNs: number | null
  /** The wait is a silence to be shown before it; TIME_WAIT shows its own. */
  readonly afterSilence: boolean
}
export type Ending = Ghost | Tail

/** Ghost first, then tails, client's before server's. Empty where nothing is waited for. */
export function findEndings(
  rows: FlowRows,
  milestones: Milestones,
  stalls: readonly Stall[],
  timers: Timers,
): Ending[] {
  if (rows.count === 0) return []
  const final = rows.states[rows.count - 1] ?? 0
  const states: readonly [TcpState, TcpState] = [stateOf(final, CLIENT), stateOf(final, SERVER)]
  const waited = rows.captureEnd - (rows.time[rows.count - 1] ?? 0)
  const endings: Ending[] = []
  if (waited >= PATIENCE_NS) {
    const ghost = findGhost(rows, milestones, stalls, states)
    if (ghost !== null) endings.push({ kind: 'ghost', ...ghost, afterSilence: true })
  }
  for (const side of SIDES) {
    const state = states[side]
    if (state === TcpState.TIME_WAIT) endings.push(timeWait(rows, milestones, side, timers[side]))
    else if (waited >= PATIENCE_NS && (state === TcpState.CLOSE_WAIT || state === TcpState.FIN_WAIT_2)) {
      endings.push(heldWait(rows, milestones, side, state))
    }
  }
  return endings
}

interface Missing {
  readonly side: SideIndex
  readonly label: string
}
const missing = (side: SideIndex, what: string): Missing => ({ side, label: said`${what} expected, not seen` })

function findGhost(
  rows: FlowRows,
  milestones: Milestones,
  stalls: readonly Stall[],
  states: readonly [TcpState, TcpState],
): Missing | null {
  for (const side of SIDES) {
    const peer = otherSide(side)
    switch (states[side]) {
      case TcpState.SYN_SENT:
        return missing(peer, 'SYN,ACK')
      case TcpState.SYN_RCVD:
        return missing(peer, said`ACK of the SYN`)
      case TcpState.CLOSE_WAIT:
        return missing(side, 'FIN')
      case TcpState.FIN_WAIT_1:
      case TcpState.CLOSING:
      case TcpState.LAST_ACK:
        return missing(peer, said`ACK of the FIN`)
      default:
    }
  }
  if (states[CLIENT] === TcpState.CLOSED || states[SERVER] === TcpState.CLOSED) return null
  const shut = stalls.find((stall) => stall.to === rows.count)
  if (shut !== undefined) return missing(shut.side, said`window update`)
  return unacknowledged(rows, milestones)
}

/** Data that its receiver, seen before, hasn't acknowledged: its last ACK stops short of the last data sent. */
function unacknowledged(rows: FlowRows, milestones: Milestones): Missing | null {
  for (const side of SIDES) {
    const ack = lastAck(rows, milestones, otherSide(side))
    const sent = lastDataEnd(rows, side)
    if (ack !== null && sent !== null && sent > ack) return missing(otherSide(side), `ACK ${sent}`)
  }
  return null
}

/** Rows from the end that are searched for the last word of a side. */
const LOOK_BACK = 100_000

function lastAck(rows: FlowRows, milestones: Milestones, side: SideIndex): number | null {
  const position = milestones.last[side]
  return position >= 0 && hasFlag(rows, position, Flag.ACK) ? (rows.ack[position] ?? 0) : null
}

function lastDataEnd(rows: FlowRows, side: SideIndex): number | null {
  const until = Math.max(0, rows.count - LOOK_BACK)
  let highest: number | null = null
  let seen = 0
  for (let position = rows.count - 1; position >= until && seen < 64; position--) {
    if (senderOf(rows, position) !== side || (rows.length[position] ?? 0) === 0) continue
    highest = Math.max(highest ?? 0, sequenceEnd(rows, position))
    seen++
  }
  return highest
}

/** The wait runs from the last ACK this side sent: every repeated FIN brings one, and starts 2MSL anew. */
function timeWait(
  rows: FlowRows,
  milestones: Milestones,
  side: SideIndex,
  { timeWait: seconds, system }: TimerProfile,
): Tail {
  // After crossed FINs the state begins with the peer's ACK, which may come after this side's own last word.
  const restart = Math.max(0, milestones.last[side], milestones.finAcked[side])
  const began = rows.time[restart] ?? 0
  const elapsedNs = Math.max(0, rows.captureEnd - began)
  const totalNs = seconds * SECOND_NS
  const left = totalNs - elapsedNs
  const label =
    left > 0
      ? said`${Math.ceil(left / SECOND_NS)} s of ${seconds} s left (${system}, assumed)`
      : said`${seconds} s over at ${durationWords(began + totalNs)} (${system}, assumed)`
  return { kind: 'tail', side, label, elapsedNs, totalNs, afterSilence: false }
}

function heldWait(rows: FlowRows, milestones: Milestones, side: SideIndex, state: TcpState): Tail {
  const began = milestones.finAcked[state === TcpState.CLOSE_WAIT ? otherSide(side) : side]
  const elapsedNs = Math.max(0, rows.captureEnd - (rows.time[Math.max(0, began)] ?? 0))
  const label =
    state === TcpState.CLOSE_WAIT
      ? said`CLOSE_WAIT for ${durationWords(elapsedNs)}: no timer ends it`
      : said`FIN_WAIT_2 for ${durationWords(elapsedNs)}: waits for the peer's FIN`
  return { kind: 'tail', side, label, elapsedNs, totalNs: null, afterSilence: true }
}
