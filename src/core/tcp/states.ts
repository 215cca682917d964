/**
 * The states of both endpoints, as a segment shows them. A segment proves what its sender did and what it had received;
 * what its receiver makes of it is presumed until that one sends something that depends on it. Matched by sequence
 * numbers, never by flags alone (RFC 9293 §3.10.7).
 */
import {
  Certainty,
  ENDPOINT_FIN_END,
  ENDPOINT_ISS,
  ENDPOINT_LAST_ACK,
  ENDPOINT_LAST_ACK_TIME,
  ENDPOINT_SND_NXT,
  EndpointBit,
  FLOW_BITS,
  FLOW_HANDSHAKE_RTT,
  Flag,
  FlowBit,
  TcpState,
} from '../../contracts/abi'
import { certaintyOf, has, mark, prove, setState, stateOf, step } from './endpoint'
import * as sequence from './sequence'
import { Event } from './stateTable'

/** A round trip is at least taken to last this long, ns. */
const LEAST_ROUND_TRIP: u64 = 1_000_000

function flowHas(flow: usize, bit: u32): bool {
  return (load<u32>(flow, FLOW_BITS) & bit) !== 0
}

function flowMark(flow: usize, bit: u32): void {
  store<u32>(flow, load<u32>(flow, FLOW_BITS) | bit, FLOW_BITS)
}

/** Whether `ack` acknowledges the SYN that this endpoint was seen to send. */
function coversSyn(endpoint: usize, ack: u32): bool {
  return has(endpoint, EndpointBit.SYN_SEEN) && sequence.greaterThan(ack, load<u32>(endpoint, ENDPOINT_ISS))
}

function synSent(flow: usize, sender: usize, receiver: usize): void {
  const state = stateOf(sender)
  if (state === TcpState.SYN_SENT) {
    // A SYN again, unanswered: that anything listens there is no longer to be presumed.
    if (stateOf(receiver) === TcpState.LISTEN) setState(receiver, TcpState.UNKNOWN, Certainty.UNKNOWN)
    return
  }
  if (!step(sender, Event.SND_SYN, Certainty.PROVED)) return
  if (stateOf(receiver) === TcpState.SYN_SENT) flowMark(flow, FlowBit.SYNS_CROSSED)
  else if (stateOf(receiver) === TcpState.UNKNOWN) setState(receiver, TcpState.LISTEN, Certainty.PRESUMED)
}

function synAckSent(sender: usize, receiver: usize, ack: u32): void {
  const state = stateOf(sender)
  if (state === TcpState.ESTABLISHED) {
    if (certaintyOf(sender) !== Certainty.PROVED) step(sender, Event.SND_SYN_ACK, Certainty.PROVED)
  } else if (state === TcpState.SYN_RCVD) prove(sender)
  else step(sender, Event.RCV_SYN, Certainty.PROVED)
  if (stateOf(receiver) === TcpState.UNKNOWN) setState(receiver, TcpState.SYN_SENT, Certainty.PRESUMED)
  settle(receiver, ack)
  // Crossed SYNs: the peer's SYN,ACK may have acknowledged this SYN before this endpoint answered.
  if (has(sender, EndpointBit.SYN_SEEN) && has(receiver, EndpointBit.SYN_ACK_SEEN)) {
    settle(sender, load<u32>(receiver, ENDPOINT_LAST_ACK))
  }
}

/** Presumes that `endpoint` receives an ACK of its SYN. */
function settle(endpoint: usize, ack: u32): void {
  if (stateOf(endpoint) === TcpState.SYN_RCVD && coversSyn(endpoint, ack)) {
    step(endpoint, Event.RCV_ACK_OF_SYN, Certainty.PRESUMED)
  }
}

/** What an ACK of the peer's FIN proves and presumes. */
function finAcknowledged(flow: usize, sender: usize, receiver: usize, senderIsB: bool, ack: u32): void {
  const peerFin: u32 = senderIsB ? FlowBit.FIN_FROM_A : FlowBit.FIN_FROM_B
  if (!flowHas(flow, peerFin) || !sequence.lessOrEqual(load<u32>(receiver, ENDPOINT_FIN_END), ack)) return
  flowMark(flow, senderIsB ? FlowBit.FIN_OF_A_ACKED : FlowBit.FIN_OF_B_ACKED)
  const crossed = flowHas(flow, FlowBit.FINS_CROSSED)
  if (!step(sender, Event.RCV_FIN, Certainty.PROVED) && stateOf(sender) === TcpState.CLOSING) prove(sender)
  const ownFinAcked: u32 = senderIsB ? FlowBit.FIN_OF_B_ACKED : FlowBit.FIN_OF_A_ACKED
  // RFC 9293 §3.10.7.4: in CLOSING, the ACK of our FIN (captured before) ends the wait.
  if (stateOf(sender) === TcpState.CLOSING && flowHas(flow, ownFinAcked)) {
    step(sender, Event.RCV_ACK_OF_FIN, Certainty.PRESUMED)
  }
  // FINs that crossed: the peer gets the sender's FIN before this ACK, so it passes through CLOSING.
  if (crossed && stateOf(receiver) === TcpState.FIN_WAIT_1) step(receiver, Event.RCV_FIN, Certainty.PRESUMED)
  else step(receiver, Event.RCV_ACK_OF_FIN, Certainty.PRESUMED)
}

function finSent(flow: usize, sender: usize, receiver: usize, senderIsB: bool, time: u64, ack: u32, finEnd: u32): void {
  const own: u32 = senderIsB ? FlowBit.FIN_FROM_B : FlowBit.FIN_FROM_A
  const peer: u32 = senderIsB ? FlowBit.FIN_FROM_A : FlowBit.FIN_FROM_B
  if (flowHas(flow, own)) {
    // Sooner than a round trip after the ACK, the FIN only crossed it on the way.
    const sinceAck = time - load<u64>(receiver, ENDPOINT_LAST_ACK_TIME)
    const crossed = sinceAck < max(load<u64>(flow, FLOW_HANDSHAKE_RTT), LEAST_ROUND_TRIP)
    if (certaintyOf(sender) === Certainty.PRESUMED && !flowHas(flow, FlowBit.RESET) && !crossed) {
      step(sender, Event.SND_FIN_AGAIN, Certainty.PROVED)
    }
    return
  }
  if (!flowHas(flow, peer)) {
    if (senderIsB) flowMark(flow, FlowBit.FIRST_FIN_FROM_B)
  } else if (sequence.lessThan(ack, load<u32>(receiver, ENDPOINT_FIN_END))) flowMark(flow, FlowBit.FINS_CROSSED)
  flowMark(flow, own)
  store<u32>(sender, finEnd, ENDPOINT_FIN_END)
  const known = stateOf(sender) !== TcpState.UNKNOWN
  step(sender, Event.SND_FIN, known ? Certainty.PROVED : Certainty.PRESUMED)
}

/** A reset that its receiver ignored was presumed to come from an end that is gone: one that goes on speaking is not. */
function outlive(flow: usize, sender: usize): void {
  if (stateOf(sender) !== TcpState.CLOSED || certaintyOf(sender) !== Certainty.PRESUMED) return
  if (flowHas(flow, FlowBit.RESET | FlowBit.FIN_FROM_A | FlowBit.FIN_FROM_B)) return
  if (has(sender, EndpointBit.SYN_SEEN)) setState(sender, TcpState.ESTABLISHED, Certainty.PROVED)
}

/** A segment of a synchronized connection: neither SYN nor RST. */
function synchronized(sender: usize, receiver: usize, flags: u32, ack: u32): void {
  const state = stateOf(sender)
  if (state === TcpState.SYN_SENT) {
    const answered = (flags & Flag.ACK) !== 0 && coversSyn(receiver, ack)
    step(sender, answered ? Event.RCV_SYN_ACK : Event.SND_OTHER, Certainty.PROVED)
    // One way only: it acknowledges a SYN,ACK that wasn't captured.
    if (!answered && (flags & Flag.ACK) !== 0) step(receiver, Event.RCV_ACK_OF_SYN, Certainty.PRESUMED)
  } else if (state === TcpState.SYN_RCVD || state === TcpState.LISTEN) {
    if ((flags & Flag.ACK) !== 0) step(sender, Event.SND_OTHER, Certainty.PROVED)
  } else if (state === TcpState.ESTABLISHED) prove(sender)
  if ((flags & Flag.ACK) === 0) return
  if (has(receiver, EndpointBit.DATA_SEEN) && sequence.greaterThan(ack, load<u32>(receiver, ENDPOINT_ISS) + 1)) {
    mark(receiver, EndpointBit.DATA_ACKED)
    if (has(sender, EndpointBit.DATA_ACKED)) {
      // Began before the capture: data acknowledged both ways shows both at least ESTABLISHED.
      if (stateOf(sender) === TcpState.UNKNOWN) setState(sender, TcpState.ESTABLISHED, Certainty.PRESUMED)
      if (stateOf(receiver) === TcpState.UNKNOWN) setState(receiver, TcpState.ESTABLISHED, Certainty.PRESUMED)
    }
  }
  settle(receiver, ack)
}

/** RFC 9293 §3.10.7.3 and RFC 5961 §3.2: which resets count. `next`: the sender's SND.NXT before the reset. */
function resetCounts(receiver: usize, seq: u32, flags: u32, ack: u32, next: u32): bool {
  const state = stateOf(receiver)
  if (state === TcpState.SYN_SENT) {
    const isBeyond = sequence.greaterThan(ack, load<u32>(receiver, ENDPOINT_SND_NXT))
    return (flags & Flag.ACK) !== 0 && coversSyn(receiver, ack) && !isBeyond
  }
  if (!has(receiver, EndpointBit.ACK_SEEN)) return true
  const expected = load<u32>(receiver, ENDPOINT_LAST_ACK)
  if (seq === expected) return true
  // The receiver's RCV.NXT runs ahead of its last ACK by what is in flight: up to SND.NXT it may be exact.
  return sequence.lessThan(expected, seq) && sequence.lessOrEqual(seq, next)
}

function isOver(state: u32): bool {
  return state === TcpState.CLOSED || state === TcpState.TIME_WAIT
}

function resetSent(
  flow: usize,
  sender: usize,
  receiver: usize,
  senderIsB: bool,
  seq: u32,
  flags: u32,
  ack: u32,
  next: u32,
): void {
  const ended = isOver(stateOf(sender)) && isOver(stateOf(receiver))
  if (!resetCounts(receiver, seq, flags, ack, next)) {
    step(sender, Event.SND_RST, Certainty.PRESUMED)
    return
  }
  if (!ended && !flowHas(flow, FlowBit.RESET))
    flowMark(flow, senderIsB ? FlowBit.RESET | FlowBit.RESET_BY_B : FlowBit.RESET)
  if (!step(sender, Event.SND_RST, Certainty.PROVED)) prove(sender)
  step(receiver, Event.RCV_RST, Certainty.PRESUMED)
}

/**
 * Moves both endpoints along, once the segment's numbers are taken in.
 *
 * @param next the sender's SND.NXT before this segment
 * @param finEnd the sequence number after its FIN
 */
export function moveStates(
  flow: usize,
  sender: usize,
  receiver: usize,
  senderIsB: bool,
  time: u64,
  seq: u32,
  ack: u32,
  flags: u32,
  next: u32,
  finEnd: u32,
): void {
  if ((flags & Flag.RST) !== 0) {
    resetSent(flow, sender, receiver, senderIsB, seq, flags, ack, next)
    return
  }
  if ((flags & Flag.SYN) !== 0) {
    if ((flags & Flag.ACK) !== 0) synAckSent(sender, receiver, ack)
    else synSent(flow, sender, receiver)
    return
  }
  outlive(flow, sender)
  synchronized(sender, receiver, flags, ack)
  if ((flags & Flag.FIN) !== 0) {
    if ((flags & Flag.ACK) !== 0) finAcknowledged(flow, sender, receiver, senderIsB, ack)
    finSent(flow, sender, receiver, senderIsB, time, ack, finEnd)
  } else if ((flags & Flag.ACK) !== 0) finAcknowledged(flow, sender, receiver, senderIsB, ack)
}
