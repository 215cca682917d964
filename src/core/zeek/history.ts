/** Zeek's history of a flow, segment by segment, beside the tracker. */
import {
  ENDPOINT_BYTES,
  ENDPOINT_ISS,
  FLOW_ENDPOINTS,
  FLOW_HISTORY,
  FLOW_PORT_A,
  FLOW_PORT_B,
  Flag,
  ZeekState,
} from '../../contracts/abi'
import { acknowledge, deliver } from './delivery'
import { addControl, count, flip, T, W } from './letters'
import { DELIVERED, endOf, LAST, newRecord, REPEATS, stateBefore, stateOf, ZERO_WINDOWS } from './record'
import { isLikelyServer } from './serverPorts'
import { isUneventful, settle, unsettle } from './settled'
import { moveZeekStates } from './states'

/** Sequence numbers of SYN and RST that are this far off say nothing about what was sent. */
const TOO_FAR: i32 = 1 << 20

/** A new flow's record; 0 when no memory is left. The sender is the originator, unless the ports speak against it. */
function begin(flow: usize, flags: u32): usize {
  const record = newRecord()
  if (record === 0) return 0
  store<u32>(flow, u32(record), FLOW_HISTORY)
  if ((flags & (Flag.SYN | Flag.ACK)) === Flag.SYN) return record
  const source: u32 = load<u16>(flow, FLOW_PORT_A)
  const destination: u32 = load<u16>(flow, FLOW_PORT_B)
  if (!isLikelyServer(source)) return record
  // Between two likely servers, a SYN,ACK tells nothing (it may be a scan); else the lower port serves.
  const isFlipped = isLikelyServer(destination) ? (flags & Flag.SYN) === 0 && source < destination : true
  return !isFlipped || flip(record) ? record : 0
}

/** Sets the numbers of an endpoint that begins, or begins anew with a SYN. */
function learn(record: usize, side: usize, seq: u32, end: u32, flags: u32, isOtherIss: bool): void {
  const state = stateOf(record, side)
  const isSyn = (flags & Flag.SYN) !== 0
  const numbers = endOf(record, side)
  if (state === ZeekState.INACTIVE) {
    store<u32>(numbers, isSyn ? end : seq, LAST)
    store<u32>(numbers, isSyn ? seq + 1 : seq, DELIVERED)
    return
  }
  if (!isSyn || state === ZeekState.CLOSED) return
  if (state === ZeekState.RESET && stateBefore(record, side) !== ZeekState.INACTIVE) return
  if (isOtherIss) store<u32>(numbers, seq + 1, DELIVERED)
  const isOpening = state === ZeekState.SYN_SENT || state === ZeekState.SYN_ACK_SENT
  if (isOtherIss || !isOpening) store<u32>(numbers, end, LAST)
}

/** Moves on to `end`, or counts a repeat of data; false when no memory is left. */
function advance(record: usize, side: usize, endpoint: usize, end: u32, flags: u32, length: u32): bool {
  const numbers = endOf(record, side)
  const last = load<u32>(numbers, LAST)
  const step = i32(end - last)
  if ((flags & (Flag.SYN | Flag.RST)) !== 0 && (step > TOO_FAR || step < -TOO_FAR)) return true
  // Only SYN and FIN of more than 2 GB were captured: the FIN's number may seem to lie behind.
  const isLeap = (flags & Flag.FIN) !== 0 && last === load<u32>(endpoint, ENDPOINT_ISS) + 1
  if (!isLeap) {
    if (stateOf(record, side) === ZeekState.RESET) return true
    if (step <= 0) return length === 0 || count(record, side, REPEATS, T)
  }
  store<u32>(numbers, end, LAST)
  return true
}

/**
 * Takes a segment in, after the tracker did; false when no memory is left.
 *
 * @param next the sender's SND.NXT before this segment
 * @param isAckNew it doesn't repeat its sender's last acknowledgment number
 * @param isWhole its header is sound and was captured whole: Zeek passes over others
 * @param isCut the capture lacks some of its payload
 * @param isOtherIss it is a SYN whose sender was known with another ISN
 */
export function followHistory(
  flow: usize,
  senderIsB: bool,
  seq: u32,
  ack: u32,
  flags: u32,
  window: u32,
  length: u32,
  next: u32,
  isAckNew: bool,
  isWhole: bool,
  isCut: bool,
  isOtherIss: bool,
): bool {
  if (isWhole && window !== 0 && isUneventful(flow, senderIsB, seq, ack, flags, length, next, isAckNew, isCut))
    return true
  let record: usize = load<u32>(flow, FLOW_HISTORY)
  if (record === 0) record = begin(flow, flags)
  if (record === 0) return false
  const side: usize = senderIsB ? 1 : 0
  unsettle(flow, record, side, next)
  if (!isWhole) return true
  const peer = side ^ 1
  const endpoint = flow + FLOW_ENDPOINTS + side * ENDPOINT_BYTES
  const isSyn = (flags & Flag.SYN) !== 0
  const isRst = (flags & Flag.RST) !== 0
  const ones: u32 = (isSyn ? 1 : 0) + ((flags & Flag.FIN) !== 0 ? 1 : 0)
  // A reset's payload is no part of the stream.
  const end = seq + ones + (isRst ? 0 : length)

  learn(record, side, seq, end, flags, isOtherIss)
  const state = stateOf(record, side)
  const isOver = state === ZeekState.CLOSED || state === ZeekState.RESET
  if (!addControl(record, side, seq, flags, length, isOver && isOtherIss ? seq : 0)) return false
  if (window === 0 && !isRst && state !== ZeekState.RESET && stateOf(record, peer) !== ZeekState.CLOSED) {
    if (!count(record, side, ZERO_WINDOWS, W)) return false
  }
  const isPeerKnown = stateOf(record, peer) !== ZeekState.INACTIVE
  if (!advance(record, side, endpoint, end, flags, length)) return false
  if (!moveZeekStates(record, side, flags, length)) return false
  if ((flags & Flag.ACK) !== 0 && isPeerKnown) {
    const peerEndpoint = flow + FLOW_ENDPOINTS + peer * ENDPOINT_BYTES
    if (!acknowledge(flow, record, peer, peerEndpoint, ack)) return false
  }
  if (length > 0 && !isRst) deliver(flow, record, side, endpoint, seq + (isSyn ? 1 : 0), length, isCut)
  settle(flow, record, flags)
  return true
}
