/** What a reset says: who sends it and in answer to what tell the common kinds apart. */

import { Flag, TcpState } from '../../contracts/abi'
import { flagNames } from '../../contracts/names'
import { said } from '../said/said'
import { sideWords } from '../words'
import { type FlowRows, hasFlag, otherSide, senderOf, sideName, stateOf } from './flowRows'
import { isResetting } from './milestones'

/** The label of a RST segment. */
export function resetWords(rows: FlowRows, position: number): string {
  const flags = flagNames(rows.flags[position] ?? 0).join(',')
  const side = senderOf(rows, position)
  const receiver = otherSide(side)
  const before = position === 0 ? null : (rows.states[position - 1] ?? 0)
  const receiverWas = before === null ? TcpState.UNKNOWN : stateOf(before, receiver)
  const senderWas = before === null ? TcpState.UNKNOWN : stateOf(before, side)
  if (receiverWas === TcpState.CLOSED) return `${flags} seq ${rows.seq[position] ?? 0}`
  if (!isResetting(rows, position)) {
    // With an UNKNOWN receiver nobody can say whether the reset was taken.
    return receiverWas === TcpState.UNKNOWN
      ? `${flags} seq ${rows.seq[position] ?? 0}`
      : said`${flags} seq ${rows.seq[position] ?? 0}, not accepted`
  }
  if (receiverWas === TcpState.SYN_SENT && hasFlag(rows, position, Flag.ACK)) {
    return said`${flags}: nothing listens on port ${rows.offers[side].port}`
  }
  if (answersByAck(rows, position)) {
    return receiverWas === TcpState.TIME_WAIT ? said`${flags} ends TIME_WAIT early` : said`${flags}: no such connection`
  }
  if (senderWas >= TcpState.ESTABLISHED)
    return said`${flags} seq ${rows.seq[position] ?? 0}: aborted by the ${sideWords(sideName(side))}`
  return `${flags} seq ${rows.seq[position] ?? 0}`
}

/** A bare RST whose sequence number is the ack of what it answers: that port knows no such connection (RFC 9293 §3.5.2). */
function answersByAck(rows: FlowRows, position: number): boolean {
  const before = position - 1
  return (
    !hasFlag(rows, position, Flag.ACK) &&
    before >= 0 &&
    senderOf(rows, before) !== senderOf(rows, position) &&
    hasFlag(rows, before, Flag.ACK) &&
    (rows.ack[before] ?? 0) === (rows.seq[position] ?? 0)
  )
}
