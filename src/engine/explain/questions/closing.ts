/** What the tutorials ask about the close, answered with this flow's own. */
import { Analysis, Flag } from '../../../contracts/abi'
import type { FlowRows } from '../../ladder/flowRows'
import { hasAnalysis, hasFlag, otherSide, type SideIndex, senderOf } from '../../ladder/flowRows'
import { said } from '../../said/said'
import { byteWords, durationWords } from '../../words'
import { type ExplainedFlow, milestonesOf, roleOf } from '../explained'
import { explainLoss } from '../loss/index'
import { between, frameAt, type Teller } from './told'

/** Positions of a close by FINs. */
interface Close {
  /** Who sent the first FIN. */
  readonly first: SideIndex
  readonly fin: number
  readonly finAck: number
  /** -1: not captured. */
  readonly otherFin: number
  readonly lastAck: number
}

/** null: no FIN, or none that was acknowledged; or the FINs crossed. */
function closeOf(flow: ExplainedFlow): Close | null {
  const { fin, finAcked } = milestonesOf(flow)
  const [one, other] = fin
  if (one < 0 && other < 0) return null
  const first: SideIndex = other < 0 || (one >= 0 && one < other) ? 0 : 1
  const peer = otherSide(first)
  const finAck = finAcked[first]
  if (finAck < 0 || (fin[peer] >= 0 && fin[peer] < finAck)) return null
  return { first, fin: fin[first], finAck, otherFin: fin[peer], lastAck: finAcked[peer] }
}

export const whyFour: Teller = (flow) => {
  const close = closeOf(flow)
  if (close === null || close.otherFin < 0 || close.lastAck < 0 || close.otherFin === close.finAck) return null
  const { first, fin, finAck, otherFin, lastAck } = close
  const [me, peer] = [roleOf(first), roleOf(otherSide(first))]
  const pause = durationWords(between(flow, finAck, otherFin))
  return {
    id: 'why-four',
    question: said`Why do four segments close a connection, and not three?`,
    answer: [
      said`Each direction is closed by itself: a FIN says only that its sender has no more to send. Either side may begin; here the ${me} did, in frame ${frameAt(flow, fin)}.`,
      said`The ${peer} acknowledged that at once in frame ${frameAt(flow, finAck)}, but was done itself only ${pause} later: its own FIN is frame ${frameAt(flow, otherFin)}.`,
      said`Until frame ${frameAt(flow, lastAck)} acknowledges that one, the connection isn't closed. Had the ${peer} been done at once, its FIN could have ridden on the ACK: three segments.`,
    ],
    evidence: [
      [fin, said`FIN of the ${me}`],
      [finAck, said`its ACK`],
      [otherFin, said`FIN of the ${peer}`],
      [lastAck, said`its ACK`],
    ],
  }
}

export const threeSegmentClose: Teller = (flow) => {
  const close = closeOf(flow)
  if (close === null || close.otherFin !== close.finAck || close.lastAck < 0) return null
  const { first, fin, otherFin, lastAck } = close
  const [me, peer] = [roleOf(first), roleOf(otherSide(first))]
  return {
    id: 'three-segment-close',
    question: said`Why did three segments do for this close?`,
    answer: [
      said`When the FIN of the ${me} in frame ${frameAt(flow, fin)} arrived, the ${peer} had nothing more to send either.`,
      said`So its FIN rides on the ACK: frame ${frameAt(flow, otherFin)} is both, and frame ${frameAt(flow, lastAck)} ends it. The states are passed as with four, two of them in one step.`,
    ],
    evidence: [
      [fin, said`FIN of the ${me}`],
      [otherFin, said`its ACK, and the FIN of the ${peer}`],
      [lastAck, said`the last ACK`],
    ],
  }
}

/** Payload bytes of a side after a position, and where the first and last of them are. */
function sentAfter(rows: FlowRows, side: SideIndex, from: number) {
  let bytes = 0
  let first = -1
  let last = -1
  for (let at = from + 1; at < rows.count; at++) {
    const length = rows.length[at] ?? 0
    if (length === 0 || senderOf(rows, at) !== side || hasAnalysis(rows, at, Analysis.RETRANSMISSION)) continue
    bytes += length
    if (first < 0) first = at
    last = at
  }
  return { bytes, first, last }
}

export const halfClose: Teller = (flow) => {
  const close = closeOf(flow)
  if (close === null) return null
  const peer = otherSide(close.first)
  const { bytes, first, last } = sentAfter(flow.rows, peer, close.fin)
  if (first < 0) return null
  const [mine, other] = [roleOf(close.first), roleOf(peer)]
  return {
    id: 'half-close',
    question: said`Can data still come after a FIN?`,
    answer: [
      said`Yes: the FIN of the ${mine} in frame ${frameAt(flow, close.fin)} ends what the ${mine} sends, not what it receives.`,
      said`Here the ${other} sent ${byteWords(bytes)} more after it, from frame ${frameAt(flow, first)} to frame ${frameAt(flow, last)}. That is a half-close, and may last as long as the ${other} likes.`,
    ],
    evidence: [
      [close.fin, said`FIN of the ${mine}`],
      [first, said`data after it`],
      [last, said`the last of it`],
    ],
  }
}

export const ackOfFinLost: Teller = (flow) => {
  const close = closeOf(flow)
  if (close === null) return null
  return {
    id: 'ack-of-fin-lost',
    question: said`What if the ACK of the first FIN is lost?`,
    answer: [
      said`That ACK is frame ${frameAt(flow, close.finAck)}; here is what would have followed, with this flow's own times.`,
      explainLoss(flow, close.finAck).sentence,
    ],
    evidence: [
      [close.fin, said`the FIN`],
      [close.finAck, said`its ACK`],
    ],
  }
}

export const lastAckLost: Teller = (flow) => {
  const close = closeOf(flow)
  if (close === null || close.lastAck < 0 || close.otherFin < 0) return null
  const { first, lastAck, otherFin } = close
  const [me, peer] = [roleOf(first), roleOf(otherSide(first))]
  const { timeWait, system } = flow.timers[first]
  return {
    id: 'last-ack-lost',
    question: said`What if the last ACK is lost, and why does TIME_WAIT last 2MSL?`,
    answer: [
      said`The last ACK is frame ${frameAt(flow, lastAck)}.`,
      explainLoss(flow, lastAck).sentence,
      said`So the ${me} must stay to answer: one MSL for its ACK to get lost, one for the FIN that comes again. 2MSL is ${timeWait} s on ${system} (assumed), not milliseconds. It also lets old segments die out before the same ports are used anew.`,
      said`Without TIME_WAIT the FIN that comes again would find nothing, and bring a RST: the ${peer} would take an orderly end for an error.`,
    ],
    evidence: [
      [otherFin, said`FIN of the ${peer}`],
      [lastAck, said`the last ACK`],
    ],
  }
}

export const learnLastAckLost: Teller = (flow) => {
  const close = closeOf(flow)
  if (close === null || close.lastAck < 0 || close.otherFin < 0) return null
  const { first, lastAck, otherFin } = close
  const [me, peer] = [roleOf(first), roleOf(otherSide(first))]
  const again = finAgain(flow.rows, otherSide(first), lastAck)
  const seen =
    again < 0
      ? said`Here none came: that is no proof that frame ${frameAt(flow, lastAck)} arrived, only that nobody complained.`
      : said`Here it did: the ${peer} sent its FIN again in frame ${frameAt(flow, again)}, ${durationWords(between(flow, lastAck, again))} after that ACK.`
  return {
    id: 'learn-last-ack-lost',
    question: said`How does the ${me} learn that its last ACK was lost?`,
    answer: [
      said`Only from the ${peer}: it sends its FIN again, as long as the ${me} is in TIME_WAIT. After that it would get a RST instead of an ACK.`,
      seen,
    ],
    evidence: [
      [otherFin, said`FIN of the ${peer}`],
      [lastAck, said`the last ACK`],
      ...(again < 0 ? [] : [[again, said`that FIN again`] as const]),
    ],
  }
}

/** Position of a FIN of `side` that comes again after `from`; -1: none. */
function finAgain(rows: FlowRows, side: SideIndex, from: number): number {
  for (let at = from + 1; at < rows.count; at++) {
    const isFin = hasFlag(rows, at, Flag.FIN)
    if (isFin && senderOf(rows, at) === side) return at
  }
  return -1
}
