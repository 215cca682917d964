/** Both endpoints as they were when a segment of the flow passed the capture. */
import { Flag, TcpState } from '../../../contracts/abi'
import { type StateName, stateName } from '../../../contracts/names'
import {
  type FlowRows,
  hasFlag,
  otherSide,
  type SideIndex,
  senderOf,
  sequenceEnd,
  stateOf,
} from '../../ladder/flowRows'
import { seemsLost } from '../../ladder/tries'
import { isPassedOver } from '../explained'
import type { SoFar } from '../walk'
import type { Endpoint, Sent } from './endpoint'

/** Unacknowledged segments looked for at most. */
const REACH = 512

/** A captured segment as one on its way. */
export function sentAt(rows: FlowRows, position: number): Sent {
  return {
    side: senderOf(rows, position),
    seq: rows.seq[position] ?? 0,
    end: sequenceEnd(rows, position),
    syn: hasFlag(rows, position, Flag.SYN),
    fin: hasFlag(rows, position, Flag.FIN),
    rst: hasFlag(rows, position, Flag.RST),
    ack: hasFlag(rows, position, Flag.ACK) ? (rows.ack[position] ?? 0) : null,
    window: rows.window[position] ?? 0,
    position,
  }
}

/** `side` after the segment at `position` if it sent that one, before it if its peer did. @param before both before it. */
export function endpointAt(rows: FlowRows, before: SoFar, after: SoFar, side: SideIndex, position: number): Endpoint {
  const isSender = senderOf(rows, position) === side
  const me = (isSender ? after : before)[side]
  const peer = before[otherSide(side)]
  const unacked = unackedOf(rows, side, me.sndUna ?? 0, isSender ? position : position - 1)
  const arrived = unackedOf(rows, otherSide(side), me.rcvNxt ?? 0, position - 1)
  const rcvNxt = arrived
    .filter(({ position: at }) => !seemsLost(rows, at))
    .sort((one, other) => one.seq - other.seq)
    .reduce((reached, { seq, end }) => (seq <= reached ? Math.max(reached, end) : reached), me.rcvNxt ?? 0)
  return {
    side,
    state: stateAt(rows, side, position, isSender),
    sndUna: me.sndUna ?? 0,
    sndNxt: me.sndNxt ?? 0,
    rcvNxt,
    advancedAt: rows.time[Math.max(0, position - 1)] ?? 0,
    lastAck: me.rcvNxt ?? 0,
    window: me.window ?? firstWindow(rows, side, position),
    peerWindow: peer.window ?? 0,
    finEnd: me.ownFin >= 0 ? me.ownFinEnd : null,
    ahead: [],
    unacked,
    timerAt: Number.POSITIVE_INFINITY,
    tries: triesOf(rows, side, me.sndUna ?? 0, isSender ? position : position - 1),
    duplicateAcks: 0,
  }
}

/** The first window that a side will tell. */
function firstWindow(rows: FlowRows, side: SideIndex, position: number): number {
  const until = Math.min(rows.count, position + REACH)
  for (let at = position; at < until; at++) if (senderOf(rows, at) === side) return rows.window[at] ?? 0
  return 0
}

function stateAt(rows: FlowRows, side: SideIndex, position: number, isSender: boolean): StateName {
  const at = isSender ? position : position - 1
  if (at >= 0) {
    const state = stateOf(rows.states[at] ?? 0, side)
    // Seen from the middle on: whoever sends or gets data is open at least.
    if (state === TcpState.UNKNOWN) return 'ESTABLISHED'
    if (state !== TcpState.LISTEN) return stateName(state)
  } else if (!hasFlag(rows, position, Flag.SYN)) {
    return 'ESTABLISHED'
  } else if (hasFlag(rows, position, Flag.ACK)) {
    return 'SYN_SENT'
  }
  return opensOrRefuses(rows, side, position)
}

/** LISTEN is presumed of who got a SYN: what it does next tells. */
function opensOrRefuses(rows: FlowRows, side: SideIndex, position: number): StateName {
  const until = Math.min(rows.count, position + REACH)
  for (let at = position; at < until; at++) {
    if (senderOf(rows, at) !== side) continue
    return hasFlag(rows, at, Flag.RST) ? 'CLOSED' : 'LISTEN'
  }
  return 'LISTEN'
}

/** Segments of `side` up to `position` that take numbers from `una` on, the oldest first. */
function unackedOf(rows: FlowRows, side: SideIndex, una: number, position: number): Sent[] {
  const list: Sent[] = []
  const until = Math.max(0, position - REACH)
  for (let at = position; at >= until; at--) {
    if (senderOf(rows, at) !== side || isPassedOver(rows, at) || hasFlag(rows, at, Flag.RST)) continue
    const segment = sentAt(rows, at)
    if (segment.end <= una) continue
    if (segment.end > segment.seq && !list.some(({ seq }) => seq === segment.seq)) list.push(segment)
  }
  return list.reverse()
}

/** How often the oldest unacknowledged segment had been sent again: each time doubles the wait (RFC 6298 §5.5). */
function triesOf(rows: FlowRows, side: SideIndex, una: number, position: number): number {
  let sent = 0
  let kind = -1
  const until = Math.max(0, position - REACH)
  for (let at = position; at >= until; at--) {
    if (senderOf(rows, at) !== side || hasFlag(rows, at, Flag.RST)) continue
    const end = sequenceEnd(rows, at)
    if (end <= una && end > (rows.seq[at] ?? 0)) break
    if (rows.seq[at] !== una || end <= una) continue
    // In a simultaneous open the SYN,ACK has the number of the SYN before it.
    const flags = (rows.flags[at] ?? 0) & (Flag.SYN | Flag.ACK)
    if (kind < 0) kind = flags
    if (flags === kind) sent += 1
  }
  return Math.max(0, sent - 1)
}
