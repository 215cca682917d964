/** Picks an arrow's kind: its colour and line. What went wrong comes before what the segment is for. */
import { Analysis, Flag, TcpState } from '../../contracts/abi'
import type { ArrowKind } from '../../contracts/ladderRows'
import { type FlowRows, hasAnalysis, hasFlag, senderOf, stateOf } from './flowRows'
import { isRepetition } from './tries'

export function arrowOf(rows: FlowRows, position: number): ArrowKind {
  if (hasFlag(rows, position, Flag.RST)) return 'reset'
  if (isRepetition(rows, position)) return 'retransmission'
  if (hasAnalysis(rows, position, Analysis.OUT_OF_ORDER)) return 'out-of-order'
  if (hasFlag(rows, position, Flag.SYN)) return 'open'
  if (hasFlag(rows, position, Flag.FIN)) return 'close'
  if (hasAnalysis(rows, position, Analysis.ZERO_WINDOW_PROBE | Analysis.KEEP_ALIVE)) return 'probe'
  if (rows.window[position] === 0) return 'zero-window'
  if ((rows.length[position] ?? 0) > 0) return 'data'
  return completesHandshake(rows, position) ? 'open' : 'ack'
}

/** The ACK with which its sender leaves SYN_SENT or SYN_RCVD. */
function completesHandshake(rows: FlowRows, position: number): boolean {
  if (position === 0) return false
  const side = senderOf(rows, position)
  const was = stateOf(rows.states[position - 1] ?? 0, side)
  const is = stateOf(rows.states[position] ?? 0, side)
  return (was === TcpState.SYN_SENT || was === TcpState.SYN_RCVD) && is === TcpState.ESTABLISHED
}
