/**
 * The analysis flags of a segment, with Wireshark's meaning (User's Guide, "TCP Analysis"): one pass in file order over
 * what both directions showed before this segment. Reads the endpoints, changes only the duplicate-ACK counts and the
 * highest acknowledgeable sequence number, which belong to the analysis alone.
 */
import {
  Analysis,
  ENDPOINT_ACKABLE,
  ENDPOINT_DUPLICATE_ACKS,
  ENDPOINT_LAST_ACK,
  ENDPOINT_LAST_ACK_TIME,
  ENDPOINT_SND_NXT,
  ENDPOINT_SND_NXT_TIME,
  ENDPOINT_WINDOW,
  ENDPOINT_WINDOW_SHIFT,
  EndpointBit,
  FLOW_HANDSHAKE_RTT,
  Flag,
  WINDOW_SHIFT_NONE,
  WINDOW_SHIFT_UNKNOWN,
} from '../../contracts/abi'
import { has } from './endpoint'
import * as sequence from './sequence'

/** A retransmission this soon after duplicate ACKs is a fast one, ns. */
const FAST_WINDOW: u64 = 20_000_000
/** Out of order rather than sent again, where no round-trip time is known, ns. */
const DEFAULT_ORDER_WINDOW: u64 = 3_000_000
/** In place of a count of duplicate ACKs: the peer acknowledged what this endpoint was not seen to send. */
const ACKED_UNSEEN: i16 = -1
const NO_DATA_FLAGS: u32 = Flag.SYN | Flag.FIN | Flag.RST

/** Last advertised window of `endpoint` in bytes; the scale must be known. */
function windowBytes(endpoint: usize): u32 {
  const shift: u32 = load<u8>(endpoint, ENDPOINT_WINDOW_SHIFT)
  const window = load<u32>(endpoint, ENDPOINT_WINDOW)
  return shift === WINDOW_SHIFT_NONE || has(endpoint, EndpointBit.WINDOW_UNSCALED) ? window : window << shift
}

/** Flags about an empty segment that repeats or updates what its sender said last. */
function emptySegment(sender: usize, receiver: usize, window: u32, repeatsAck: bool): u32 {
  if (!repeatsAck) return 0
  const last = load<u32>(sender, ENDPOINT_WINDOW)
  if (window !== last) return window !== 0 ? Analysis.WINDOW_UPDATE : 0
  if (window === 0) return has(receiver, EndpointBit.LAST_PROBE) ? Analysis.ZERO_WINDOW_PROBE_ACK : 0
  if (has(receiver, EndpointBit.LAST_KEEP_ALIVE)) return Analysis.KEEP_ALIVE_ACK
  const count = load<i16>(sender, ENDPOINT_DUPLICATE_ACKS)
  if (count < i16.MAX_VALUE) store<i16>(sender, count < 0 ? 1 : count + 1, ENDPOINT_DUPLICATE_ACKS)
  return Analysis.DUPLICATE_ACK
}

/**
 * Whether this ACK acknowledges what was never captured. Told once for a gap behind SND.NXT; beyond SND.NXT once until
 * the unseen side's own ACK moves on.
 */
function acksUnseen(receiver: usize, ack: u32): bool {
  if (!has(receiver, EndpointBit.ACTIVE)) return false
  const ackable = load<u32>(receiver, ENDPOINT_ACKABLE)
  if (!sequence.greaterThan(ack, ackable)) return false
  const next = load<u32>(receiver, ENDPOINT_SND_NXT)
  if (sequence.greaterThan(next, ackable)) {
    store<u32>(receiver, next, ENDPOINT_ACKABLE)
    return true
  }
  const isFirst = load<i16>(receiver, ENDPOINT_DUPLICATE_ACKS) === 0
  store<i16>(receiver, ACKED_UNSEEN, ENDPOINT_DUPLICATE_ACKS)
  return isFirst
}

/** Which kind of repeat this segment is, if it is one. `space`: sequence space with SYN and FIN. */
function repeated(flow: usize, sender: usize, receiver: usize, time: u64, seq: u32, length: u32, space: u32): u32 {
  const next = load<u32>(sender, ENDPOINT_SND_NXT)
  const peerAck = load<u32>(receiver, ENDPOINT_LAST_ACK)
  if (length > 0 && peerAck !== 0 && sequence.lessOrEqual(seq + length, peerAck)) {
    return Analysis.SPURIOUS_RETRANSMISSION | Analysis.RETRANSMISSION
  }
  if (!has(sender, EndpointBit.ACTIVE) || !sequence.lessThan(seq, next)) return 0
  // One byte before SND.NXT with more behind it: what a zero-window probe sent goes on as data.
  if (length > 1 && seq === next - 1) return 0
  if (
    // ACKED_UNSEEN counts as many: Wireshark keeps the number unsigned.
    load<u16>(receiver, ENDPOINT_DUPLICATE_ACKS) >= 2 &&
    peerAck === seq &&
    time - load<u64>(receiver, ENDPOINT_LAST_ACK_TIME) < FAST_WINDOW
  ) {
    return Analysis.FAST_RETRANSMISSION | Analysis.RETRANSMISSION
  }
  const handshake = load<u64>(flow, FLOW_HANDSHAKE_RTT)
  const orderWindow = handshake === 0 ? DEFAULT_ORDER_WINDOW : handshake
  if (time - load<u64>(sender, ENDPOINT_SND_NXT_TIME) < orderWindow && next !== seq + space)
    return Analysis.OUT_OF_ORDER
  return Analysis.RETRANSMISSION
}

/**
 * The flags of a segment from `sender` to `receiver`, before either endpoint has taken it in.
 *
 * @param space sequence space it takes: payload, and one each for SYN and FIN
 */
export function analyze(
  flow: usize,
  sender: usize,
  receiver: usize,
  time: u64,
  seq: u32,
  ack: u32,
  flags: u32,
  window: u32,
  length: u32,
  space: u32,
): u32 {
  const active = has(sender, EndpointBit.ACTIVE)
  const next = load<u32>(sender, ENDPOINT_SND_NXT)
  const plain = (flags & NO_DATA_FLAGS) === 0
  const atNext = active && seq === next
  let found: u32 = 0

  if (length === 1 && atNext && has(receiver, EndpointBit.ACTIVE) && load<u32>(receiver, ENDPOINT_WINDOW) === 0) {
    found = Analysis.ZERO_WINDOW_PROBE
  } else {
    if (window === 0 && plain) found |= Analysis.ZERO_WINDOW
    if (active && sequence.greaterThan(seq, next) && (flags & Flag.RST) === 0) found |= Analysis.LOST_SEGMENT
    if (length <= 1 && plain && active && seq === next - 1) found |= Analysis.KEEP_ALIVE
    if (length === 0 && plain) {
      found |= emptySegment(sender, receiver, window, atNext && ack === load<u32>(sender, ENDPOINT_LAST_ACK))
    } else if (length > 0 && plain && load<u8>(receiver, ENDPOINT_WINDOW_SHIFT) !== <u8>WINDOW_SHIFT_UNKNOWN) {
      if (seq + length === load<u32>(receiver, ENDPOINT_LAST_ACK) + windowBytes(receiver)) found |= Analysis.WINDOW_FULL
    }
  }

  if (ack !== load<u32>(sender, ENDPOINT_LAST_ACK)) store<i16>(sender, 0, ENDPOINT_DUPLICATE_ACKS)
  if ((flags & Flag.ACK) !== 0 && acksUnseen(receiver, ack)) found |= Analysis.ACK_LOST_SEGMENT
  if (space > 0 && (found & Analysis.KEEP_ALIVE) === 0) {
    found |= repeated(flow, sender, receiver, time, seq, length, space)
  }
  return found
}
