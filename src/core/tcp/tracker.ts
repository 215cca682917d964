/**
 * What one segment changes: the passive observer's single step. Used by the streaming pass and by the replay of one
 * flow for its ladder, so that both agree.
 */
import {
  Analysis,
  ENDPOINT_ACKABLE,
  ENDPOINT_BYTES,
  ENDPOINT_ISS,
  ENDPOINT_KARN,
  ENDPOINT_LAST_ACK,
  ENDPOINT_LAST_ACK_TIME,
  ENDPOINT_PAYLOAD,
  ENDPOINT_SEGMENTS,
  ENDPOINT_SND_NXT,
  ENDPOINT_SND_NXT_TIME,
  ENDPOINT_UNIQUE,
  ENDPOINT_WINDOW,
  ENDPOINT_WRAPS,
  EndpointBit,
  FLOW_BITS,
  FLOW_ENDPOINTS,
  FLOW_HANDSHAKE_RTT,
  FLOW_SYN_ACK_AGAIN,
  FLOW_SYN_AGAIN,
  FLOW_SYN_TIME,
  Flag,
  FlowBit,
  NO_SEGMENT,
  SEGMENT_DUPLICATE,
  SEGMENT_TOO_OLD,
} from '../../contracts/abi'
import { analyze } from './analysis'
import { advance, has, mark, relativeSequence, unmark } from './endpoint'
import { addHole, fillHoles } from './holes'
import { acknowledge, acknowledgedEnd, acknowledgedSegment, acknowledgedTime, enqueue } from './queue'
import { addSample } from './samples'
import * as sequence from './sequence'
import { moveStates } from './states'

/** What a segment repeats says nothing new about the round trip. */
const REPEATS: u32 = Analysis.RETRANSMISSION

let acked: u32 = NO_SEGMENT

/** Index of the segment that the last observed one acknowledges, or NO_SEGMENT. */
export function lastAcknowledged(): u32 {
  return acked
}

function learnNumbers(sender: usize, receiver: usize, seq: u32, ack: u32, flags: u32): void {
  if (!has(sender, EndpointBit.ISS_KNOWN)) {
    const iss = (flags & Flag.SYN) !== 0 ? seq : seq - 1
    store<u32>(sender, iss, ENDPOINT_ISS)
    store<u32>(sender, iss, ENDPOINT_SND_NXT)
    mark(sender, EndpointBit.ISS_KNOWN)
  } else if ((flags & Flag.SYN) !== 0 && load<u32>(sender, ENDPOINT_ISS) !== seq) {
    // A SYN,ACK with another ISN than the one seen or guessed: the newest counts, as Wireshark has it.
    store<u32>(sender, seq, ENDPOINT_ISS)
    store<u16>(sender, 0, ENDPOINT_WRAPS)
  }
  if ((flags & Flag.ACK) === 0) return
  if (!has(receiver, EndpointBit.ISS_KNOWN)) {
    store<u32>(receiver, ack - 1, ENDPOINT_ISS)
    store<u32>(receiver, ack, ENDPOINT_SND_NXT)
    mark(receiver, EndpointBit.ISS_KNOWN)
  } else if (!has(receiver, EndpointBit.ACTIVE) && sequence.greaterThan(ack, load<u32>(receiver, ENDPOINT_SND_NXT))) {
    // One-way capture: the ACKs tell how far the unseen side has come.
    advance(receiver, ack)
  }
}

/** Takes in the sequence space [seq, end). */
function takeSequence(sender: usize, time: u64, seq: u32, end: u32, dataStart: u32, length: u32, found: u32): void {
  const next = load<u32>(sender, ENDPOINT_SND_NXT)
  const active = has(sender, EndpointBit.ACTIVE)
  const isProbe = (found & Analysis.ZERO_WINDOW_PROBE) !== 0
  const dataEnd = dataStart + length
  let unique: u32 = 0
  if (!active) {
    const relative = i64(relativeSequence(sender, end))
    store<u32>(sender, end, ENDPOINT_SND_NXT)
    store<u16>(sender, relative > 0 ? u16(relative >> 32) : 0, ENDPOINT_WRAPS)
    store<u64>(sender, time, ENDPOINT_SND_NXT_TIME)
    unique = length
  } else {
    if ((found & Analysis.LOST_SEGMENT) !== 0) addHole(sender, next, seq)
    if (sequence.greaterThan(end, next) && !isProbe) {
      advance(sender, end)
      store<u64>(sender, time, ENDPOINT_SND_NXT_TIME)
      // A SYN with another ISN begins the numbers anew: they haven't passed 2^32 since.
      if (dataStart !== seq) store<u16>(sender, 0, ENDPOINT_WRAPS)
      if (length > 0) unique = min(length, dataEnd - next)
    }
    if (length > 0 && sequence.lessThan(dataStart, next))
      unique += fillHoles(sender, dataStart, sequence.earlier(dataEnd, next))
  }
  if (!isProbe && (!active || seq === load<u32>(sender, ENDPOINT_ACKABLE))) {
    store<u32>(sender, load<u32>(sender, ENDPOINT_SND_NXT), ENDPOINT_ACKABLE)
  }
  if (length > 0) {
    store<u64>(sender, load<u64>(sender, ENDPOINT_PAYLOAD) + length, ENDPOINT_PAYLOAD)
    store<u64>(sender, load<u64>(sender, ENDPOINT_UNIQUE) + unique, ENDPOINT_UNIQUE)
    mark(sender, EndpointBit.DATA_SEEN)
  }
}

/** Counts handshake segments and times the handshake. */
function followHandshake(flow: usize, sender: usize, receiver: usize, time: u64, ack: u32, flags: u32): void {
  if ((flags & Flag.SYN) !== 0) {
    if ((flags & Flag.ACK) === 0) {
      if (has(sender, EndpointBit.SYN_SEEN)) countAgain(flow, FLOW_SYN_AGAIN)
      store<u64>(flow, time, FLOW_SYN_TIME)
    } else {
      if (has(sender, EndpointBit.SYN_ACK_SEEN)) countAgain(flow, FLOW_SYN_ACK_AGAIN)
      mark(sender, EndpointBit.SYN_ACK_SEEN)
    }
    mark(sender, EndpointBit.SYN_SEEN)
    return
  }
  const bits = load<u32>(flow, FLOW_BITS)
  const isAck = (flags & (Flag.ACK | Flag.RST)) === Flag.ACK
  if (!isAck || (bits & FlowBit.HANDSHAKE_COMPLETE) !== 0) return
  if (!has(sender, EndpointBit.SYN_SEEN) || !has(receiver, EndpointBit.SYN_SEEN)) return
  if (!sequence.greaterThan(ack, load<u32>(receiver, ENDPOINT_ISS))) return
  store<u32>(flow, bits | FlowBit.HANDSHAKE_COMPLETE, FLOW_BITS)
}

function countAgain(flow: usize, offset: usize): void {
  const count = load<u8>(flow + offset)
  if (count < 255) store<u8>(flow + offset, count + 1)
}

/** Round trip of the segment that this ACK acknowledges, by Karn's rule (RFC 6298 §3). */
function takeAck(flow: usize, receiver: usize, time: u64, ack: u32, isReplay: bool): void {
  if (!acknowledge(receiver, ack)) return
  acked = acknowledgedSegment()
  if (isReplay || time < acknowledgedTime()) return
  if (
    has(receiver, EndpointBit.RETRANSMITTED) &&
    !sequence.greaterThan(acknowledgedEnd(), load<u32>(receiver, ENDPOINT_KARN))
  )
    return
  addSample(flow, f64(time - acknowledgedTime()))
}

/**
 * Takes one segment in and answers its analysis flags.
 *
 * @param senderIsB sent by endpoint B
 * @param flags control bits; SEGMENT_DUPLICATE where the frame was captured a moment before, SEGMENT_TOO_OLD where its
 * receiver drops it
 * @param segment its index, remembered until it is acknowledged
 * @param isReplay no round-trip samples are added: the streaming pass has them
 */
export function observe(
  flow: usize,
  senderIsB: bool,
  time: u64,
  seq: u32,
  ack: u32,
  flags: u32,
  window: u32,
  length: u32,
  segment: u32,
  isReplay: bool,
): u32 {
  const a = flow + FLOW_ENDPOINTS
  const sender = senderIsB ? a + ENDPOINT_BYTES : a
  const receiver = senderIsB ? a : a + ENDPOINT_BYTES
  const isSyn = (flags & Flag.SYN) !== 0
  const ones: u32 = (isSyn ? 1 : 0) + ((flags & Flag.FIN) !== 0 ? 1 : 0)
  const space = length + ones
  const end = seq + space
  acked = NO_SEGMENT

  const found = analyze(flow, sender, receiver, time, seq, ack, flags, window, length, space)
  const next = load<u32>(sender, ENDPOINT_SND_NXT)
  const wasActive = has(sender, EndpointBit.ACTIVE)
  learnNumbers(sender, receiver, seq, ack, flags)
  takeSequence(sender, time, seq, end, seq + (isSyn ? 1 : 0), length, found)
  const isDuplicate = (flags & SEGMENT_DUPLICATE) !== 0
  const isTaken = (flags & (SEGMENT_DUPLICATE | SEGMENT_TOO_OLD)) === 0
  if (isTaken) followHandshake(flow, sender, receiver, time, ack, flags)
  // A reset with sequence number 0 answers from CLOSED (RFC 9293 §3.10.7.1): its number says nothing about SND.NXT.
  if (end !== 0 || (flags & Flag.RST) === 0) mark(sender, EndpointBit.ACTIVE)
  if ((flags & Flag.ACK) !== 0) mark(sender, EndpointBit.ACK_SEEN)

  const isProbe = (found & (Analysis.KEEP_ALIVE | Analysis.ZERO_WINDOW_PROBE)) !== 0
  // Of a frame captured twice the first copy is queued already: its acknowledgment is a fair sample.
  if (space > 0 && !isProbe && !isDuplicate) {
    if ((found & REPEATS) !== 0 && wasActive && !sequence.greaterThan(end, next)) {
      if (!has(sender, EndpointBit.RETRANSMITTED) || sequence.greaterThan(end, load<u32>(sender, ENDPOINT_KARN))) {
        store<u32>(sender, end, ENDPOINT_KARN)
      }
      mark(sender, EndpointBit.RETRANSMITTED)
    } else enqueue(sender, end, time, segment)
  }
  if (isTaken) moveStates(flow, sender, receiver, senderIsB, time, seq, ack, flags, next, end)
  if ((flags & (Flag.ACK | SEGMENT_TOO_OLD)) === Flag.ACK) {
    takeAck(flow, receiver, time, ack, isReplay)
    if (!isSyn && load<u64>(flow, FLOW_HANDSHAKE_RTT) === 0 && load<u64>(flow, FLOW_SYN_TIME) !== 0) {
      const synTime = load<u64>(flow, FLOW_SYN_TIME)
      store<u64>(flow, time > synTime ? time - synTime : 1, FLOW_HANDSHAKE_RTT)
    }
  }
  remember(sender, time, ack, flags, window, found)
  store<u32>(sender, load<u32>(sender, ENDPOINT_SEGMENTS) + 1, ENDPOINT_SEGMENTS)
  return found
}

/** Keeps what the next segment of this sender is compared with. */
function remember(sender: usize, time: u64, ack: u32, flags: u32, window: u32, found: u32): void {
  store<u32>(sender, window, ENDPOINT_WINDOW)
  // The ACK field of a bare RST means nothing (RFC 9293 §3.10.7.1).
  if ((flags & (Flag.RST | Flag.ACK)) !== Flag.RST) store<u32>(sender, ack, ENDPOINT_LAST_ACK)
  store<u64>(sender, time, ENDPOINT_LAST_ACK_TIME)
  unmark(
    sender,
    EndpointBit.LAST_KEEP_ALIVE | EndpointBit.LAST_PROBE | EndpointBit.WINDOW_UNSCALED | EndpointBit.WINDOW_CLOSED,
  )
  let bits: u32 = 0
  if ((found & Analysis.KEEP_ALIVE) !== 0) bits |= EndpointBit.LAST_KEEP_ALIVE
  if ((found & Analysis.ZERO_WINDOW_PROBE) !== 0) bits |= EndpointBit.LAST_PROBE
  if ((flags & Flag.SYN) !== 0) bits |= EndpointBit.WINDOW_UNSCALED
  if (window === 0 && (flags & (Flag.RST | Flag.SYN)) === 0) bits |= EndpointBit.WINDOW_CLOSED
  mark(sender, bits)
}
