/**
 * Challenge ACKs (RFC 5961 §3 to §5) and the ACKs that answer what PAWS drops (RFC 7323 §5.3): empty segments that say
 * again what their sender expects, since it did not take what came. Told by the numbers on both sides of the answer.
 */

import { Flag, SEGMENT_DUPLICATE, SEGMENT_TOO_OLD, TcpState } from '../../contracts/abi'
import { said } from '../said/said'
import { type FlowRows, hasFlag, type SideIndex, senderOf, sequenceEnd, stateOf } from './flowRows'
import { isResetting } from './milestones'

export interface Challenge {
  /** Position of the segment that it answers. */
  readonly answers: number
  /**
   * Why that segment was not taken: a reset in the window but not at RCV.NXT, a SYN on a live connection, an ACK of
   * what was never sent or of what is long acknowledged, a timestamp that is too old.
   */
  readonly why: 'reset' | 'syn' | 'ack-ahead' | 'ack-behind' | 'timestamp'
}

/** Segments before the answer that are searched for what it answers; several may be under way. */
const ANSWER_REACH = 8
/** Segments searched for the highest numbers of a side. */
const NUMBERS_REACH = 256

const ANY_CONTROL = Flag.SYN | Flag.FIN | Flag.RST

/** Whether `challengeAt` may find something, at the price of a look at the segment before; `highest`: ack of its sender. */
export function mayChallenge(rows: FlowRows, position: number, highest: number): boolean {
  const came = position - 1
  if (came < 0 || senderOf(rows, came) === senderOf(rows, position)) return false
  if (hasFlag(rows, came, Flag.RST | Flag.SYN | SEGMENT_TOO_OLD)) return true
  const acked = rows.ack[came] ?? 0
  return hasFlag(rows, came, Flag.ACK) && (acked > (rows.seq[position] ?? 0) || acked < highest)
}

/** What the segment at `position` challenges; null: it is no challenge ACK. */
export function challengeAt(rows: FlowRows, position: number): Challenge | null {
  if (!isBareAck(rows, position)) return null
  const side = senderOf(rows, position)
  const until = Math.max(0, position - ANSWER_REACH)
  for (let earlier = position - 1; earlier >= until; earlier--) {
    if (hasFlag(rows, earlier, SEGMENT_DUPLICATE)) continue
    // An answer of its own lies in between: what came before was answered by that.
    if (senderOf(rows, earlier) === side) return null
    const why = reasonFor(rows, earlier, position, side)
    if (why !== null) return { answers: earlier, why }
  }
  return null
}

const isBareAck = (rows: FlowRows, position: number): boolean =>
  rows.length[position] === 0 &&
  hasFlag(rows, position, Flag.ACK) &&
  !hasFlag(rows, position, ANY_CONTROL | SEGMENT_DUPLICATE)

function reasonFor(rows: FlowRows, came: number, answer: number, side: SideIndex): Challenge['why'] | null {
  const expected = rows.ack[answer] ?? 0
  if (hasFlag(rows, came, Flag.RST)) return challengesReset(rows, came, expected, side) ? 'reset' : null
  if (hasFlag(rows, came, Flag.SYN)) return challengesSyn(rows, came, answer, side) ? 'syn' : null
  const isUntaken = sequenceEnd(rows, came) === (rows.seq[came] ?? 0) || expected < sequenceEnd(rows, came)
  if (!isUntaken) return null
  if (hasFlag(rows, came, SEGMENT_TOO_OLD)) return 'timestamp'
  if (!hasFlag(rows, came, Flag.ACK)) return null
  if (isAhead(rows, came, answer, side)) return 'ack-ahead'
  return isBehind(rows, came, side) ? 'ack-behind' : null
}

/** RFC 5961 §3.2: in the window, and not exactly what is expected next. */
function challengesReset(rows: FlowRows, reset: number, expected: number, side: SideIndex): boolean {
  if (isResetting(rows, reset) || !isSynchronized(rows, reset, side)) return false
  const seq = rows.seq[reset] ?? 0
  const offered = lastOffer(rows, reset, side)
  return seq !== expected && offered !== null && seq >= offered.ack && seq < offered.ack + offered.window
}

/** RFC 5961 §4.2: whatever its number. A SYN of another connection begins a flow, so that the answer comes second. */
function challengesSyn(rows: FlowRows, syn: number, answer: number, side: SideIndex): boolean {
  if (hasFlag(rows, syn, Flag.ACK)) return false
  if (syn > 0 && isSynchronized(rows, syn - 1, side)) return true
  const hasAnswered = syn > 0 && lastOffer(rows, syn, side) !== null
  return !hasAnswered && rows.ack[answer] !== sequenceEnd(rows, syn)
}

/** RFC 5961 §5.2: it acknowledges more than the answer's sender has sent. */
function isAhead(rows: FlowRows, came: number, answer: number, side: SideIndex): boolean {
  const next = rows.seq[answer] ?? 0
  const acked = rows.ack[came] ?? 0
  if (acked <= next) return false
  const until = Math.max(0, came - NUMBERS_REACH)
  for (let earlier = came - 1; earlier >= until; earlier--) {
    if (senderOf(rows, earlier) === side && sequenceEnd(rows, earlier) > next) return false
  }
  return true
}

/** RFC 5961 §5.2: below SND.UNA by more than the largest window that its sender offered. */
function isBehind(rows: FlowRows, came: number, side: SideIndex): boolean {
  let highest = rows.ack[came] ?? 0
  let widest = 0
  const until = Math.max(0, came - NUMBERS_REACH)
  for (let earlier = came - 1; earlier >= until; earlier--) {
    if (senderOf(rows, earlier) === side || !hasFlag(rows, earlier, Flag.ACK)) continue
    highest = Math.max(highest, rows.ack[earlier] ?? 0)
    widest = Math.max(widest, rows.window[earlier] ?? 0)
  }
  return widest > 0 && (rows.ack[came] ?? 0) < highest - widest
}

const isSynchronized = (rows: FlowRows, position: number, side: SideIndex): boolean =>
  stateOf(rows.states[position] ?? 0, side) >= TcpState.ESTABLISHED

/** What a side acknowledged and offered last before a position. */
function lastOffer(rows: FlowRows, before: number, side: SideIndex): { ack: number; window: number } | null {
  const until = Math.max(0, before - NUMBERS_REACH)
  for (let earlier = before - 1; earlier >= until; earlier--) {
    if (senderOf(rows, earlier) !== side || hasFlag(rows, earlier, Flag.RST)) continue
    return { ack: rows.ack[earlier] ?? 0, window: rows.window[earlier] ?? 0 }
  }
  return null
}

/** After the answer's ack number: what it challenges. */
export const CHALLENGE_WORDS: Readonly<Record<Challenge['why'], () => string>> = {
  reset: () => said`challenge ACK: the RST is not exactly at the number expected`,
  syn: () => said`challenge ACK: the SYN meets an old connection`,
  'ack-ahead': () => said`challenge ACK: it acknowledges what was never sent`,
  'ack-behind': () => said`challenge ACK: it acknowledges too far back`,
  timestamp: () => said`dropped that: timestamp too old`,
}
