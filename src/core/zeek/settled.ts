/**
 * Most segments change nothing in Zeek's history. While a flow runs as it should, the tracker's SND.NXT stands for what
 * the record has as last and delivered, so that such a segment costs a look at the flow and none at the record.
 */
import {
  ENDPOINT_BYTES,
  ENDPOINT_SND_NXT,
  FLOW_ENDPOINTS,
  FLOW_HISTORY,
  FLOW_SETTLED,
  Flag,
  HistoryBit,
  ZeekState,
} from '../../contracts/abi'
import * as sequence from '../tcp/sequence'
import { acknowledge, deliver, isPayloadCut } from './delivery'
import { hasLetter } from './letters'
import { DELIVERED, endOf, hasBit, LAST, stateOf } from './record'

// Bits for endpoint A; those of B stand one higher.
/** SND.NXT is LAST. */
const LAST_SETTLED: u32 = 0x01
/** SND.NXT is DELIVERED too. */
const DELIVERED_SETTLED: u32 = 0x04
/** Its data, its pure ACKs have their letters. */
const DATA_SETTLED: u32 = 0x10
const ACK_SETTLED: u32 = 0x40
const BOTH_LAST: u32 = LAST_SETTLED | (LAST_SETTLED << 1)

function endpointOf(flow: usize, side: usize): usize {
  return flow + FLOW_ENDPOINTS + side * ENDPOINT_BYTES
}

/**
 * Whether a segment with an open window adds nothing to the history; then it is taken in.
 *
 * @param next the sender's SND.NXT before this segment
 */
export function isUneventful(
  flow: usize,
  senderIsB: bool,
  seq: u32,
  ack: u32,
  flags: u32,
  length: u32,
  next: u32,
  isAckNew: bool,
  isCut: bool,
): bool {
  const side: usize = senderIsB ? 1 : 0
  const peer = side ^ 1
  const settled: u32 = load<u8>(flow, FLOW_SETTLED)
  const needed = BOTH_LAST | ((length > 0 ? DATA_SETTLED : ACK_SETTLED) << u32(side))
  if ((settled & needed) !== needed || (flags & (Flag.SYN | Flag.FIN | Flag.RST)) !== 0) return false
  const sender = endpointOf(flow, side)
  const receiver = endpointOf(flow, peer)
  if (
    length > 0 ? seq !== next || seq + length !== load<u32>(sender, ENDPOINT_SND_NXT) : sequence.greaterThan(seq, next)
  )
    return false
  const isOwnSettled = (settled & (DELIVERED_SETTLED << u32(side))) !== 0
  const isPeerSettled = (settled & (DELIVERED_SETTLED << u32(peer))) !== 0
  const peerNext = load<u32>(receiver, ENDPOINT_SND_NXT)
  if (isOwnSettled && isCut && length > 0) return false
  if (isPeerSettled && (flags & Flag.ACK) !== 0 && sequence.greaterThan(ack, peerNext)) return false
  if (isOwnSettled && isPeerSettled) return true

  const record: usize = load<u32>(flow, FLOW_HISTORY)
  if (!isPeerSettled && isAckNew && (flags & Flag.ACK) !== 0) {
    store<u32>(endOf(record, peer), peerNext, LAST)
    if (!acknowledge(flow, record, peer, receiver, ack)) return false
  }
  if (!isOwnSettled && length > 0 && !(isCut && isPayloadCut(flow, side))) {
    store<u32>(endOf(record, side), seq + length, LAST)
    deliver(flow, record, side, sender, seq, length, isCut)
  }
  return true
}

/** Brings the record up to date before a segment of `side` that may say something, or that Zeek passes over. */
export function unsettle(flow: usize, record: usize, side: usize, next: u32): void {
  const settled: u32 = load<u8>(flow, FLOW_SETTLED)
  if (settled === 0) return
  for (let one: usize = 0; one < 2; one++) {
    const last = one === side ? next : load<u32>(endpointOf(flow, one), ENDPOINT_SND_NXT)
    if ((settled & (LAST_SETTLED << u32(one))) !== 0) store<u32>(endOf(record, one), last, LAST)
    if ((settled & (DELIVERED_SETTLED << u32(one))) !== 0) store<u32>(endOf(record, one), last, DELIVERED)
  }
  store<u8>(flow, 0, FLOW_SETTLED)
}

function settledOf(flow: usize, record: usize, side: usize): u32 {
  let bits: u32 = 0
  const state = stateOf(record, side)
  const end = endOf(record, side)
  const last = load<u32>(end, LAST)
  if (
    state !== ZeekState.INACTIVE &&
    state !== ZeekState.RESET &&
    last === load<u32>(endpointOf(flow, side), ENDPOINT_SND_NXT)
  ) {
    bits = LAST_SETTLED
    const fin: u32 = side === 0 ? HistoryBit.FIN_OF_A : HistoryBit.FIN_OF_B
    if (!hasBit(record, fin) && !isPayloadCut(flow, side) && last === load<u32>(end, DELIVERED))
      bits |= DELIVERED_SETTLED
  }
  if (hasLetter(record, side, true)) bits |= DATA_SETTLED
  if (hasLetter(record, side, false)) bits |= ACK_SETTLED
  return bits << u32(side)
}

/** Notes what the endpoints tell after a segment with these control bits. */
export function settle(flow: usize, record: usize, flags: u32): void {
  // Opening and closing: few segments of a kind, not worth settling for.
  const isControl = (flags & (Flag.SYN | Flag.FIN | Flag.RST)) !== 0
  const settled = isControl ? 0 : settledOf(flow, record, 0) | settledOf(flow, record, 1)
  store<u8>(flow, u8(settled), FLOW_SETTLED)
}
