/** What a lost segment was for. */
import { Analysis, Flag, TcpState } from '../../../contracts/abi'
import { type FlowRows, hasAnalysis, hasFlag, otherSide, senderOf, sequenceEnd, stateOf } from '../../ladder/flowRows'
import type { SoFar } from '../walk'

export type LostKind =
  | 'syn'
  | 'syn-ack'
  | 'data'
  | 'fin'
  | 'reset'
  | 'probe'
  /** ACK that completes the handshake; of a FIN; the last one, after which its sender is in TIME_WAIT; of data. */
  | 'open-ack'
  | 'fin-ack'
  | 'last-ack'
  | 'ack'
  /** Tells another window, and acknowledges nothing more. */
  | 'window'
  /** Says what was said before. */
  | 'nothing'

/** @param before both sides before the segment. */
export function lostKindOf(rows: FlowRows, position: number, before: SoFar): LostKind {
  const flags = rows.flags[position] ?? 0
  if ((flags & Flag.RST) !== 0) return 'reset'
  if ((flags & Flag.SYN) !== 0) return (flags & Flag.ACK) === 0 ? 'syn' : 'syn-ack'
  if (hasAnalysis(rows, position, Analysis.KEEP_ALIVE | Analysis.ZERO_WINDOW_PROBE)) return 'probe'
  if ((flags & Flag.FIN) !== 0) return 'fin'
  if (sequenceEnd(rows, position) > (rows.seq[position] ?? 0)) return 'data'
  if (!hasFlag(rows, position, Flag.ACK)) return 'nothing'
  return ackKindOf(rows, position, before)
}

function ackKindOf(rows: FlowRows, position: number, before: SoFar): LostKind {
  const side = senderOf(rows, position)
  const peer = before[otherSide(side)]
  const ack = rows.ack[position] ?? 0
  const acked = before[side].rcvNxt
  if (acked !== null && ack <= acked) return before[side].window === rows.window[position] ? 'nothing' : 'window'
  const was = position === 0 ? TcpState.UNKNOWN : stateOf(rows.states[position - 1] ?? 0, side)
  if (was === TcpState.SYN_SENT || was === TcpState.SYN_RCVD) return 'open-ack'
  if (peer.ownFin < 0 || ack < peer.ownFinEnd) return 'ack'
  return stateOf(rows.states[position] ?? 0, side) === TcpState.TIME_WAIT ? 'last-ack' : 'fin-ack'
}
