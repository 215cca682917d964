/** The sums that link sequence and acknowledgment numbers (RFC 9293 §3.4): seq + length + SYN + FIN = ack. */
import { Flag } from '../../contracts/abi'
import type { AckKind, AckSum, SeqSum, SumTerm } from '../../contracts/explain'
import { frameNumber, segmentIndex } from '../../contracts/units'
import { type FlowRows, hasFlag, otherSide, senderOf, sequenceEnd } from '../ladder/flowRows'
import { firstAckOf } from '../ladder/peers'
import { said } from '../said/said'
import { byteWords, countWords } from '../words'
import { type ExplainedFlow, isPassedOver, numberOf, roleOf } from './explained'
import type { SoFar } from './walk'

/** Segments that a search passes over at most. */
const REACH = 4096

/** A segment as a term. */
export function termOf(flow: ExplainedFlow, position: number): SumTerm {
  const { rows } = flow
  return {
    frame: frameNumber(rows.frame[position] ?? 0),
    segment: segmentIndex(rows.segment[position] ?? 0),
    seq: numberOf(flow, senderOf(rows, position), rows.seq[position] ?? 0),
    length: rows.length[position] ?? 0,
    syn: hasFlag(rows, position, Flag.SYN) ? 1 : 0,
    fin: hasFlag(rows, position, Flag.FIN) ? 1 : 0,
  }
}

/** `1 + 412 B + 1 (FIN)` */
export function termWords({ seq, length, syn, fin }: SumTerm): string {
  const parts = [`${seq.relative}`]
  if (length > 0) parts.push(byteWords(length))
  if (syn === 1) parts.push('1 (SYN)')
  if (fin === 1) parts.push('1 (FIN)')
  return parts.join(' + ')
}

/** Which ack will answer the segment, and which did. */
export function seqSum(flow: ExplainedFlow, position: number): SeqSum {
  const { rows } = flow
  const term = termOf(flow, position)
  const side = senderOf(rows, position)
  const isReset = hasFlag(rows, position, Flag.RST)
  const end = sequenceEnd(rows, position)
  const isAnswered = !isReset && end > (rows.seq[position] ?? 0)
  const answer = isAnswered ? firstAckOf(rows, position) : -1
  return {
    term,
    expected: numberOf(flow, side, end),
    isAnswered,
    answer:
      answer < 0
        ? null
        : { frame: frameNumber(rows.frame[answer] ?? 0), segment: segmentIndex(rows.segment[answer] ?? 0) },
    sentence: seqSentence(term, end, isAnswered, isReset, answer < 0 ? null : (rows.frame[answer] ?? 0)),
  }
}

function seqSentence(term: SumTerm, end: number, isAnswered: boolean, isReset: boolean, answer: number | null): string {
  if (isReset) return said`A RST takes no sequence number, and nothing answers it.`
  if (!isAnswered) {
    return said`It bears no data, no SYN and no FIN: it takes no sequence number, and nothing acknowledges it.`
  }
  const words = termWords(term)
  if (answer === null) return said`${words} = ${end}: ack ${end} will answer it; no such ACK was captured.`
  return said`${words} = ${end}: ack ${end} answers it, here with frame ${answer}.`
}

/** @param before both sides before the segment. null: it has no ACK flag. */
export function ackSum(flow: ExplainedFlow, before: SoFar, position: number): AckSum | null {
  const { rows } = flow
  if (!hasFlag(rows, position, Flag.ACK)) return null
  const side = senderOf(rows, position)
  const peer = otherSide(side)
  const ack = rows.ack[position] ?? 0
  const found = coveredBy(rows, position, ack, before[side].rcvNxt)
  const kind = kindOf(ack, before[side].rcvNxt, before[peer].sndNxt, found)
  const answers = kind === 'none' || kind === 'beyond' || found.at < 0 ? null : termOf(flow, found.at)
  const isNew = kind === 'exact' || kind === 'cumulative' || kind === 'partial'
  const facts = {
    kind,
    ack: numberOf(flow, peer, ack),
    answers,
    holds: found.at >= 0 && found.isEnd && kind !== 'beyond' && kind !== 'none',
    segments: isNew ? found.segments : 0,
    bytes: isNew ? found.bytes : 0,
  }
  return { ...facts, sentence: ackSentence(facts, roleOf(side), roleOf(peer), before[side].rcvNxt) }
}

interface Covered {
  /** The latest segment that the number ends at; or lies in, or after. -1: none in reach. */
  readonly at: number
  readonly isEnd: boolean
  readonly segments: number
  readonly bytes: number
}

/** What of the peer's an ACK is the first to acknowledge. */
function coveredBy(rows: FlowRows, position: number, ack: number, acked: number | null): Covered {
  const side = senderOf(rows, position)
  const since = acked ?? Number.NEGATIVE_INFINITY
  let ends = -1
  let holds = -1
  let segments = 0
  let bytes = 0
  let lowest = Number.POSITIVE_INFINITY
  const until = Math.max(0, position - REACH)
  for (let at = position - 1; at >= until; at--) {
    if (senderOf(rows, at) === side || isPassedOver(rows, at) || hasFlag(rows, at, Flag.RST)) continue
    const end = sequenceEnd(rows, at)
    const seq = rows.seq[at] ?? 0
    if (end <= since && ends >= 0) break
    if (end === seq || seq >= ack) continue
    if (end === ack && ends < 0) ends = at
    if (seq < ack && ack < end && holds < 0) holds = at
    // A repetition has the number of what it repeats.
    if (end > since && seq < lowest) {
      lowest = seq
      segments += 1
      bytes += Math.max(0, Math.min(rows.length[at] ?? 0, ack - seq, end - since))
    }
  }
  return { at: ends >= 0 ? ends : holds, isEnd: ends >= 0, segments, bytes }
}

function kindOf(ack: number, acked: number | null, sent: number | null, found: Covered): AckKind {
  if (sent === null) return 'none'
  if (ack > sent) return 'beyond'
  if (acked !== null && ack < acked) return 'old'
  if (acked !== null && ack === acked) return 'duplicate'
  if (found.at < 0) return 'none'
  if (!found.isEnd) return 'partial'
  return found.segments > 1 ? 'cumulative' : 'exact'
}

function ackSentence(
  { kind, ack, answers, segments, bytes }: Omit<AckSum, 'sentence' | 'holds'>,
  side: string,
  peer: string,
  acked: number | null,
): string {
  const number = ack.relative
  const words = answers === null ? '' : termWords(answers)
  const frame = answers?.frame ?? 0
  switch (kind) {
    case 'exact':
      return said`${words} = ${number}: it answers frame ${frame}, and names the next byte that the ${side} waits for.`
    case 'cumulative':
      return said`${words} = ${number}: it answers frame ${frame} and all before it, ${countWords(segments)} segments with ${byteWords(bytes)} in one.`
    case 'partial':
      return said`${number} lies inside frame ${frame} (${words}): the ${side} has only got a part of it.`
    case 'duplicate':
      return said`${number} again: the ${side} still waits for the same byte as before.`
    case 'old':
      return said`${number} is less than the ${acked ?? 0} that it had acknowledged before: an older segment, overtaken on its way.`
    case 'beyond':
      return said`${number} is more than the ${peer} was seen to send: segments are missing from the capture.`
    case 'none':
      return said`${number} answers what the ${peer} sent before the capture.`
  }
}
