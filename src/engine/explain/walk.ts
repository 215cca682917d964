/** Walks a flow up to a segment and keeps what each side sent, heard and learned on the way. */
import { Certainty, Flag, TcpState } from '../../contracts/abi'
import {
  certaintyOf,
  type FlowRows,
  hasFlag,
  otherSide,
  SIDES,
  type SideIndex,
  senderOf,
  sequenceEnd,
  stateOf,
} from '../ladder/flowRows'
import { seemsLost } from '../ladder/tries'
import { isPassedOver } from './explained'

const SND_NXT = 0
const SND_UNA = 1
const RCV_NXT = 2
const WINDOW = 3
const FLIGHT = 4

/** One side as its own segments and its peer's tell. Numbers are relative; positions: -1 where there is none. */
export class SideSoFar {
  /** Numbers that every segment may move; NaN: unknown. In fields of their own each would be a new object each time. */
  private values = new Float64Array([Number.NaN, Number.NaN, Number.NaN, Number.NaN, 0])
  /** With which segment of the peer, or its own, it learned these. */
  ownIss = -1
  peerIss = -1
  heard = -1
  isHeard = -1
  peerKnows = -1
  /** Last ACK of the peer that moved SND.UNA. */
  acknowledged = -1
  /** Last segment of the peer that told its window. */
  room = -1
  peerFin = -1
  ownFin = -1
  ownFinEnd = 0
  ownFinAcked = -1
  /** Its first ACK of the peer's FIN. */
  finAck = -1
  reset = -1

  private get(place: number): number | null {
    const value = this.values[place] as number
    return Number.isNaN(value) ? null : value
  }

  /** SND.NXT; null: it sent nothing. */
  get sndNxt(): number | null {
    return this.get(SND_NXT)
  }

  set sndNxt(value: number) {
    this.values[SND_NXT] = value
  }

  /** SND.UNA: the highest number that the peer acknowledged; what it sent first where nothing was. */
  get sndUna(): number | null {
    return this.get(SND_UNA)
  }

  set sndUna(value: number) {
    this.values[SND_UNA] = value
  }

  /** RCV.NXT: the highest number that it acknowledged itself. */
  get rcvNxt(): number | null {
    return this.get(RCV_NXT)
  }

  set rcvNxt(value: number) {
    this.values[RCV_NXT] = value
  }

  /** RCV.WND: its last window. */
  get window(): number | null {
    return this.get(WINDOW)
  }

  set window(value: number) {
    this.values[WINDOW] = value
  }

  /** Most bytes that were under way at once. */
  get flight(): number {
    return this.values[FLIGHT] as number
  }

  set flight(value: number) {
    this.values[FLIGHT] = value
  }

  copy(): SideSoFar {
    const other = Object.assign(new SideSoFar(), this)
    other.values = this.values.slice()
    return other
  }
}

export type SoFar = readonly [SideSoFar, SideSoFar]

/** What is known before the first segment. */
const nothingYet = (): SoFar => [new SideSoFar(), new SideSoFar()]

/** A long flow is walked once: from each of these positions on, what was known there is kept. */
const STRIDE = 65_536
const known = new WeakMap<FlowRows, SoFar[]>()

/** Both sides after the segment at `position`; the caller's own. About 10 ms a million segments, the first time. */
export function walkTo(rows: FlowRows, position: number): SoFar {
  const kept = known.get(rows) ?? [nothingYet()]
  known.set(rows, kept)
  const begin = Math.min(kept.length - 1, Math.floor(Math.max(0, position + 1) / STRIDE))
  const sides = copyOf(kept[begin] ?? nothingYet())
  for (let at = begin * STRIDE; at <= position; at++) {
    if (at > 0 && at % STRIDE === 0 && kept.length === at / STRIDE) kept.push(copyOf(sides))
    step(rows, at, sides)
  }
  return sides
}

/** Both sides after one segment more than in `before`, which stays as it is. */
export function walkOn(rows: FlowRows, position: number, before: SoFar): SoFar {
  const sides = copyOf(before)
  step(rows, position, sides)
  return sides
}

const copyOf = (sides: SoFar): SoFar => [sides[0].copy(), sides[1].copy()]

function step(rows: FlowRows, at: number, sides: SoFar): void {
  if (isPassedOver(rows, at)) return
  const side = senderOf(rows, at)
  send(rows, at, sides[side])
  hear(rows, at, sides[otherSide(side)], side)
}

function send(rows: FlowRows, at: number, me: SideSoFar): void {
  const flags = rows.flags[at] ?? 0
  if ((flags & Flag.RST) !== 0) {
    if (stateOf(rows.states[at] ?? 0, senderOf(rows, at)) === TcpState.CLOSED) me.reset = at
    return
  }
  if ((flags & Flag.SYN) !== 0 && me.ownIss < 0) me.ownIss = at
  const end = sequenceEnd(rows, at)
  if (me.sndNxt === null || end > me.sndNxt) me.sndNxt = end
  if (me.sndUna === null) me.sndUna = rows.seq[at] ?? 0
  const flight = (me.sndNxt ?? 0) - (me.sndUna ?? 0)
  if (flight > me.flight) me.flight = flight
  me.window = rows.window[at] ?? 0
  if ((flags & Flag.FIN) !== 0 && me.ownFin < 0) {
    me.ownFin = at
    me.ownFinEnd = end
  }
  if ((flags & Flag.ACK) === 0) return
  const ack = rows.ack[at] ?? 0
  if (me.rcvNxt === null || ack > me.rcvNxt) me.rcvNxt = ack
  if (me.peerFin >= 0 && me.finAck < 0 && ack >= sequenceEnd(rows, me.peerFin)) me.finAck = at
}

function hear(rows: FlowRows, at: number, me: SideSoFar, peer: SideIndex): void {
  const flags = rows.flags[at] ?? 0
  const isReset = (flags & Flag.RST) !== 0
  const states = rows.states[at] ?? 0
  if (me.heard < 0 && arrives(rows, at)) me.heard = at
  if ((flags & Flag.SYN) !== 0 && me.peerIss < 0 && arrives(rows, at)) me.peerIss = at
  if ((flags & Flag.ACK) !== 0 && me.isHeard < 0 && me.sndNxt !== null && arrives(rows, at)) me.isHeard = at
  if (isReset) {
    if (stateOf(states, otherSide(peer)) === TcpState.CLOSED && me.reset < 0) me.reset = at
    return
  }
  const peerIsOpen = stateOf(states, peer) >= TcpState.ESTABLISHED && certaintyOf(states, peer) === Certainty.PROVED
  if (me.peerKnows < 0 && peerIsOpen && me.sndNxt !== null && arrives(rows, at)) me.peerKnows = at
  if ((flags & Flag.FIN) !== 0 && me.peerFin < 0 && arrives(rows, at)) me.peerFin = at
  me.room = at
  if ((flags & Flag.ACK) === 0) return
  const ack = rows.ack[at] ?? 0
  if (me.sndUna === null || ack > me.sndUna) {
    if (me.sndNxt !== null) me.acknowledged = at
    me.sndUna = ack
  }
  if (me.ownFin >= 0 && me.ownFinAcked < 0 && ack >= me.ownFinEnd && arrives(rows, at)) me.ownFinAcked = at
}

/** Presumed to reach its receiver: it isn't sent again unacknowledged. */
const arrives = (rows: FlowRows, at: number): boolean => !seemsLost(rows, at)

/** Which sides sent anything at all in the whole flow: a side that never speaks can't be said to have got anything. */
export function speakers(rows: FlowRows): readonly [boolean, boolean] {
  const found: [boolean, boolean] = [false, false]
  for (let at = 0; at < rows.count && !(found[0] && found[1]); at++) found[senderOf(rows, at)] = true
  return found
}

/** Whether `side` shows, up to `position`, that it got the peer's segment at `taught`. */
export function showsReceipt(rows: FlowRows, side: SideIndex, taught: number, position: number): boolean {
  const end = sequenceEnd(rows, taught)
  const isBare = end === (rows.seq[taught] ?? 0)
  const until = Math.min(position, taught + RECEIPT_REACH)
  for (let at = taught + 1; at <= until; at++) {
    if (senderOf(rows, at) !== side || !hasFlag(rows, at, Flag.ACK) || hasFlag(rows, at, Flag.RST)) continue
    if (!isBare) {
      if ((rows.ack[at] ?? 0) >= end) return true
      continue
    }
    // Nothing acknowledges a bare ACK: only a state that it alone leads to tells.
    const states = rows.states[at] ?? 0
    const isPast = stateOf(states, side) >= TcpState.ESTABLISHED && certaintyOf(states, side) === Certainty.PROVED
    if (isPast && !hasFlag(rows, at, Flag.SYN)) return true
  }
  return false
}

/** Segments looked at for a receipt. */
const RECEIPT_REACH = 20_000

/** Both sides, for loops that need pairs. */
export const eachSide = <Value>(make: (side: SideIndex) => Value): { client: Value; server: Value } => {
  const [client, server] = SIDES.map(make) as [Value, Value]
  return { client, server }
}
