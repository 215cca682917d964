/** What a reset's numbers and the moments before it tell of its cause. RFC 9293 §3.5.2, RFC 2525 §2.17, RFC 5961. */

import { EndpointBit, Flag, FlowBit } from '../../../contracts/abi'
import type { NextStep } from '../../../contracts/flow'
import type { EndpointIndex, FlowRecord } from '../../flowRecord'
import { said } from '../../said/said'
import { byteWords, pluralWords } from '../../words'
import { ABORT_COUNTERS, LAST_START, listener, nextStep } from '../nextSteps'
import {
  type FlowStory,
  type Found,
  finBitOf,
  hasFlags,
  inFrame,
  isAtOrAfter,
  isRetransmission,
  otherEndpoint,
} from '../story'

export interface ResetCause {
  /** A clause after a colon: what its sender presumably did. */
  readonly why: string
  /** The sequence number, judged by RFC 5961 §3.2. */
  readonly validity: string
  readonly nextStep: NextStep
}

/** Retries in a row after which a reset means giving up. */
const GIVING_UP_TRIES = 2

/** What a reset of this endpoint answers; null where it answers nothing. */
export function answeredBy(story: FlowStory, endpoint: EndpointIndex, reset: Found): Found | null {
  const peer = otherEndpoint(endpoint)
  const { seq, flags } = story.segmentAt(reset)
  if ((flags & Flag.ACK) !== 0) return null
  // A bare reset takes its number from the ACK of the segment that it answers (RFC 9293 §3.10.7.1).
  return story.last(
    (segment) => segment.sender === peer && hasFlags(segment, Flag.ACK, Flag.RST) && segment.ack === seq,
    reset.index - 1,
  )
}

/**
 * @param reset sent by this endpoint
 * @param answered what it answers
 */
export function causeOf(story: FlowStory, endpoint: EndpointIndex, reset: Found, answered: Found | null): ResetCause {
  const { flow } = story
  const peer = otherEndpoint(endpoint)
  const { seq } = story.segmentAt(reset)
  const common = { validity: validityOf(flow, peer, seq) }
  const host = story.address(endpoint)
  if (flow.has(finBitOf(endpoint)) && peerSentAfterFin(story, endpoint, reset)) {
    return {
      ...common,
      why: said`it had closed and takes no more data, so what ${story.address(peer)} still sent is refused`,
      nextStep: nextStep(said`Usually harmless. If data is missing, see why this side closed before it had read all.`),
    }
  }
  const tries = triesBefore(story, endpoint, reset)
  if (tries >= GIVING_UP_TRIES) {
    return {
      ...common,
      why: said`it gave up after ${pluralWords(tries, 'retransmission')} without an answer`,
      nextStep: nextStep(said`On ${host}, count connections that ended by timeout:`, ABORT_COUNTERS),
    }
  }
  if (!flow.has(FlowBit.HANDSHAKE_COMPLETE) && !flow.has(FlowBit.MID_STREAM)) {
    return {
      ...common,
      why: said`it came before the handshake was complete: ${endpoint === flow.index('client') ? said`the client gave up, only tried the port (a scan), or knows nothing of this connection` : said`the server gave up, or knows nothing of this connection`}`,
      nextStep: nextStep(said`On ${host}, see what listens:`, listener(flow.port(flow.index('server')))),
    }
  }
  if (answered !== null && !flow.has(finBitOf(endpoint))) {
    return {
      ...common,
      why: said`${host} knows no such connection any more: it restarted or timed it out, or a balancer now leads to another host`,
      nextStep: nextStep(said`On ${host}, see when it last started, then when its service did:`, LAST_START),
    }
  }
  return {
    ...common,
    why: said`its application aborted (SO_LINGER 0), closed with data unread, or its process ended${lossWords(story, endpoint)}`,
    nextStep: nextStep(
      said`On ${host}, see whether its TCP aborts connections, and read the log of the application that talks to ${story.address(peer)}:`,
      ABORT_COUNTERS,
    ),
  }
}

/** RFC 5961 §3.2: only the exact RCV.NXT resets at once; elsewhere in the window a challenge ACK comes first. */
function validityOf(flow: FlowRecord, peer: EndpointIndex, seq: number): string {
  if (!flow.endpointHas(peer, EndpointBit.ACK_SEEN)) return ''
  if (seq === flow.lastAck(peer)) return said`, with the exact sequence number that its peer expects`
  return isAtOrAfter(seq, flow.lastAck(peer)) ? said`, at the end of what it sent` : ''
}

/** The peer sent data that came after this endpoint's FIN. */
function peerSentAfterFin(story: FlowStory, endpoint: EndpointIndex, reset: Found): boolean {
  const fin = story.fin(endpoint)
  if (fin === null || fin.index > reset.index) return false
  const data = story.last((segment) => segment.sender !== endpoint && segment.length > 0, reset.index - 1)
  return data !== null && data.index > fin.index
}

/** Retransmissions of this endpoint right before its reset, unanswered. */
function triesBefore(story: FlowStory, endpoint: EndpointIndex, reset: Found): number {
  let tries = 0
  story.last((segment) => {
    if (segment.sender !== endpoint || !isRetransmission(segment)) return true
    tries += 1
    return false
  }, reset.index - 1)
  return tries
}

/** Data under way when the reset came. */
function lossWords(story: FlowStory, endpoint: EndpointIndex): string {
  const { flow } = story
  const peer = otherEndpoint(endpoint)
  const unread = (flow.sndNxt(peer) - flow.lastAck(endpoint)) | 0
  const hasCounts = flow.endpointHas(endpoint, EndpointBit.ACK_SEEN) && flow.endpointHas(peer, EndpointBit.DATA_SEEN)
  if (!hasCounts || unread <= 0) return ''
  const last = story.last((segment) => segment.sender === peer && segment.length > 0)
  return said`. ${byteWords(unread)} from ${story.address(peer)}${inFrame(last)} were not acknowledged and are lost`
}
