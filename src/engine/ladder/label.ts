/** A segment in the field's words, as they stand on its arrow: `SYN seq 0 mss 1460`, `PSH,ACK 412 B`. */

import { Analysis, Flag, SEGMENT_MALFORMED, SEGMENT_TOO_OLD, TcpState } from '../../contracts/abi'
import { flagNames } from '../../contracts/names'
import { said } from '../said/said'
import { byteWords, commaWords, countWords, durationWords } from '../words'
import { CHALLENGE_WORDS, challengeAt } from './challenge'
import { type FlowRows, hasAnalysis, hasFlag, otherSide, senderOf, stateOf } from './flowRows'
import { resetWords } from './resetWords'
import { isRepetition, previousTry } from './tries'

/** Repetitions that came later than this say how long they waited. */
const WORTH_A_TIME_NS = 100e6

/** The label of one segment. */
export function labelOf(rows: FlowRows, position: number): string {
  const taken = wordsOf(rows, position)
  const words = hasFlag(rows, position, SEGMENT_TOO_OLD) ? said`${taken}, dropped: timestamp too old` : taken
  return hasFlag(rows, position, SEGMENT_MALFORMED) ? said`${words}, malformed` : words
}

function wordsOf(rows: FlowRows, position: number): string {
  if (hasFlag(rows, position, Flag.RST)) return resetWords(rows, position)
  if (hasFlag(rows, position, Flag.SYN)) return synWords(rows, position)
  if (hasFlag(rows, position, Flag.FIN)) return finWords(rows, position)
  if (hasAnalysis(rows, position, Analysis.ZERO_WINDOW_PROBE)) return said`window probe`
  if (hasAnalysis(rows, position, Analysis.KEEP_ALIVE))
    return isPeerShut(rows, position) ? said`window probe` : said`keep-alive`
  return (rows.length[position] ?? 0) > 0 ? dataWords(rows, position) : ackWords(rows, position)
}

const flagWords = (rows: FlowRows, position: number): string => flagNames(rows.flags[position] ?? 0).join(',')

function synWords(rows: FlowRows, position: number): string {
  const flags = flagWords(rows, position)
  const again = againWords(rows, position)
  if (again !== '') return `${flags} ${again}`
  const offer = rows.offers[senderOf(rows, position)]
  const parts = [flags, `seq ${rows.seq[position] ?? 0}`]
  if (hasFlag(rows, position, Flag.ACK)) parts.push(`ack ${rows.ack[position] ?? 0}`)
  parts.push(`win ${rows.window[position] ?? 0}`)
  if (offer.mss > 0) parts.push(`mss ${offer.mss}`)
  if (offer.windowShift !== null) parts.push(`ws ${2 ** offer.windowShift}`)
  if (offer.sackPermitted) parts.push('sack')
  if (offer.timestamps) parts.push('ts')
  const length = rows.length[position] ?? 0
  if (length > 0) parts.push(said`${byteWords(length)} data`)
  return parts.join(' ')
}

function finWords(rows: FlowRows, position: number): string {
  const again = againWords(rows, position)
  const length = rows.length[position] ?? 0
  const data = length > 0 ? ` ${byteWords(length)}` : ''
  if (again !== '') return `${flagWords(rows, position)}${data} ${again}`
  return `${flagWords(rows, position)} seq ${rows.seq[position] ?? 0}${data}${analysisWords(rows, position)}`
}

/** `again after 1.024 s` for a SYN or FIN that repeats one; '' else. */
function againWords(rows: FlowRows, position: number): string {
  if (!isRepetition(rows, position)) return ''
  const first = previousTry(rows, position)
  return first < 0 ? said`again` : said`again after ${sinceWords(rows, first, position)}`
}

const sinceWords = (rows: FlowRows, earlier: number, later: number): string =>
  durationWords((rows.time[later] ?? 0) - (rows.time[earlier] ?? 0))

function dataWords(rows: FlowRows, position: number): string {
  const flags = flagWords(rows, position)
  const size = byteWords(rows.length[position] ?? 0)
  const isHalfClose = stateOf(rows.states[position] ?? 0, senderOf(rows, position)) === TcpState.CLOSE_WAIT
  // Nearly all data bears ACK: only what is more than that is worth the room.
  const named = flags === 'ACK' ? size : `${flags === '' ? said`no flags` : flags} ${size}`
  return `${named}${analysisWords(rows, position)}${isHalfClose ? said`, half-close` : ''}`
}

function analysisWords(rows: FlowRows, position: number): string {
  const analysis = rows.analysis[position] ?? 0
  if ((analysis & Analysis.RETRANSMISSION) !== 0) return retransmissionWords(rows, position, analysis)
  if ((analysis & Analysis.OUT_OF_ORDER) !== 0) return said` out of order`
  const parts: string[] = []
  if ((analysis & Analysis.LOST_SEGMENT) !== 0) parts.push(said`after a gap`)
  if ((analysis & Analysis.WINDOW_FULL) !== 0) parts.push(said`window full`)
  if ((analysis & Analysis.ACK_LOST_SEGMENT) !== 0) parts.push(said`acknowledges unseen ${rows.ack[position] ?? 0}`)
  return parts.length === 0 ? '' : ` ${commaWords(parts)}`
}

function retransmissionWords(rows: FlowRows, position: number, analysis: number): string {
  const first = previousTry(rows, position)
  const waited = first < 0 ? 0 : (rows.time[position] ?? 0) - (rows.time[first] ?? 0)
  const time = waited >= WORTH_A_TIME_NS ? said` after ${durationWords(waited)}` : ''
  if ((analysis & Analysis.SPURIOUS_RETRANSMISSION) !== 0) return said` spurious retransmission${time}`
  if ((analysis & Analysis.FAST_RETRANSMISSION) !== 0) return said` fast retransmission${time}`
  return said` retransmission${time}`
}

function ackWords(rows: FlowRows, position: number): string {
  const analysis = rows.analysis[position] ?? 0
  const flags = flagWords(rows, position)
  if (!hasFlag(rows, position, Flag.ACK))
    return flags === '' ? said`no flags` : `${flags} seq ${rows.seq[position] ?? 0}`
  const ack = `${flags} ${rows.ack[position] ?? 0}`
  const window = rows.window[position] ?? 0
  const challenge = challengeAt(rows, position)
  if (challenge !== null) return `${ack}${said`, ${CHALLENGE_WORDS[challenge.why]()}`}`
  if (window === 0) return `${ack} win 0`
  if ((analysis & Analysis.KEEP_ALIVE_ACK) !== 0) return said`${ack} of the keep-alive`
  if ((analysis & Analysis.ACK_LOST_SEGMENT) !== 0) return said`${ack} of unseen data`
  if ((analysis & Analysis.LOST_SEGMENT) !== 0) return said`${ack} after a gap`
  if ((analysis & Analysis.WINDOW_UPDATE) !== 0) return said`${ack} win ${countWords(window)}, window update`
  if (restartsTimeWait(rows, position)) return said`${ack}, 2MSL starts anew`
  if ((analysis & Analysis.DUPLICATE_ACK) !== 0) return said`${ack} duplicate ${duplicateNumber(rows, position)}`
  return ack
}

/** An ACK in TIME_WAIT that answers the peer's FIN, sent again (RFC 9293 §3.10.7.4, eighth step). */
function restartsTimeWait(rows: FlowRows, position: number): boolean {
  const side = senderOf(rows, position)
  if (position === 0 || stateOf(rows.states[position] ?? 0, side) !== TcpState.TIME_WAIT) return false
  const before = position - 1
  return (
    senderOf(rows, before) !== side &&
    hasFlag(rows, before, Flag.FIN) &&
    stateOf(rows.states[before] ?? 0, side) === TcpState.TIME_WAIT
  )
}

const DUPLICATE_REACH = 512

/** How many duplicates of its ACK have come, this one included. */
function duplicateNumber(rows: FlowRows, position: number): number {
  const side = senderOf(rows, position)
  const until = Math.max(0, position - DUPLICATE_REACH)
  let number = 1
  for (let earlier = position - 1; earlier >= until; earlier--) {
    if (senderOf(rows, earlier) !== side) continue
    if (rows.ack[earlier] !== rows.ack[position] || !hasAnalysis(rows, earlier, Analysis.DUPLICATE_ACK)) break
    number++
  }
  return number
}

const WINDOW_REACH = 512

/** The peer's last window was zero: what looks like a keep-alive probes it (Linux does so). */
function isPeerShut(rows: FlowRows, position: number): boolean {
  const peer = otherSide(senderOf(rows, position))
  const until = Math.max(0, position - WINDOW_REACH)
  for (let earlier = position - 1; earlier >= until; earlier--) {
    const speaks = senderOf(rows, earlier) === peer && !hasFlag(rows, earlier, Flag.SYN | Flag.FIN | Flag.RST)
    if (speaks) return rows.window[earlier] === 0
  }
  return false
}
