/** Where in a flow the turning points are: the first pass that brackets, endings and labels build on. */
import { Flag, TcpState } from '../../contracts/abi'
import { CLIENT, type FlowRows, otherSide, SERVER, senderOf, sequenceEnd, stateOf } from './flowRows'

/** Positions; -1: didn't happen. Pairs are by side of the sender. */
export interface Milestones {
  readonly firstSyn: readonly [number, number]
  /** First SYN,ACK of either side. */
  readonly synAck: number
  /** Both sides sent a SYN that acknowledged nothing. */
  readonly synsCrossed: boolean
  /** First segment after which both ends are ESTABLISHED or further on. */
  readonly opened: number
  readonly fin: readonly [number, number]
  /** First segment of the peer that acknowledges the FIN of this side. */
  readonly finAcked: readonly [number, number]
  /** First RST that closed an endpoint. */
  readonly reset: number
  /** Last segment sent. */
  readonly last: readonly [number, number]
}

/** One pass over the flow. */
export function findMilestones(rows: FlowRows): Milestones {
  const firstSyn: [number, number] = [-1, -1]
  const bareSyn: [number, number] = [-1, -1]
  const fin: [number, number] = [-1, -1]
  const finEnd: [number, number] = [0, 0]
  const finAcked: [number, number] = [-1, -1]
  const last: [number, number] = [-1, -1]
  let synAck = -1
  let opened = -1
  let reset = -1
  for (let position = 0; position < rows.count; position++) {
    const side = senderOf(rows, position)
    const peer = otherSide(side)
    const flags = rows.flags[position] ?? 0
    const states = rows.states[position] ?? 0
    last[side] = position
    if (opened < 0 && isOpen(stateOf(states, CLIENT)) && isOpen(stateOf(states, SERVER))) opened = position
    if ((flags & Flag.RST) !== 0) {
      if (reset < 0 && isResetting(rows, position)) reset = position
      continue
    }
    if ((flags & Flag.SYN) !== 0) {
      if (firstSyn[side] < 0) firstSyn[side] = position
      if ((flags & Flag.ACK) === 0 && bareSyn[side] < 0) bareSyn[side] = position
      if ((flags & Flag.ACK) !== 0 && synAck < 0) synAck = position
    }
    if ((flags & Flag.FIN) !== 0 && fin[side] < 0) {
      fin[side] = position
      finEnd[side] = sequenceEnd(rows, position)
    }
    if ((flags & Flag.ACK) !== 0 && fin[peer] >= 0 && finAcked[peer] < 0 && (rows.ack[position] ?? 0) >= finEnd[peer]) {
      finAcked[peer] = position
    }
  }
  return { firstSyn, synAck, synsCrossed: bareSyn[0] >= 0 && bareSyn[1] >= 0, opened, fin, finAcked, reset, last }
}

const isOpen = (state: TcpState): boolean => state >= TcpState.ESTABLISHED

/** A reset closes its receiver; one that the receiver ignores leaves its state (RFC 9293 §3.10.7, RFC 5961 §3). */
export function isResetting(rows: FlowRows, position: number): boolean {
  return stateOf(rows.states[position] ?? 0, otherSide(senderOf(rows, position))) === TcpState.CLOSED
}
