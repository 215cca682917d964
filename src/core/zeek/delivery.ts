/**
 * Where Zeek finds a gap: data that was acknowledged and never captured. It follows how far each side's data came in
 * order, with the tracker's list of holes. Behaviour: Zeek 8, TCP_Reassembler.
 */
import { FLOW_BITS, FlowBit, HistoryBit, ZeekState } from '../../contracts/abi'
import { countHoles, firstHole } from '../tcp/holes'
import * as sequence from '../tcp/sequence'
import { countGap } from './letters'
import { DELIVERED, endOf, FIN, hasBit, LAST, stateBefore, stateOf } from './record'

function finBit(side: usize): u32 {
  return side === 0 ? HistoryBit.FIN_OF_A : HistoryBit.FIN_OF_B
}

/** The capture cut payload of this side short. */
export function isPayloadCut(flow: usize, side: usize): bool {
  return (load<u32>(flow, FLOW_BITS) & ((<u32>FlowBit.PAYLOAD_CUT_A) << u32(side))) !== 0
}

/** Sequence number after the last data: the FIN's own number is none. */
function dataEnd(record: usize, side: usize): u32 {
  const end = endOf(record, side)
  const last = load<u32>(end, LAST)
  return hasBit(record, finBit(side)) && last === load<u32>(end, FIN) + 1 ? last - 1 : last
}

/** Where data that goes on from `from` is next interrupted. */
function continuous(flow: usize, record: usize, side: usize, endpoint: usize, from: u32): u32 {
  const top = dataEnd(record, side)
  // Of frames that were cut short, Zeek's reassembler gets nothing.
  if (!sequence.lessThan(from, top) || isPayloadCut(flow, side)) return from
  return firstHole(endpoint, from, top)
}

/** Both opened with a handshake that was seen, and none was reset: elsewhere gaps mean little. */
function isClean(record: usize, side: usize): bool {
  const state = stateOf(record, side)
  if (state === ZeekState.ESTABLISHED) return true
  return state === ZeekState.CLOSED && stateBefore(record, side) === ZeekState.ESTABLISHED
}

/** Takes in payload of `side`. `endpoint`: the tracker's record of it. */
export function deliver(
  flow: usize,
  record: usize,
  side: usize,
  endpoint: usize,
  start: u32,
  length: u32,
  isCut: bool,
): void {
  if (isCut) {
    store<u32>(flow, load<u32>(flow, FLOW_BITS) | ((<u32>FlowBit.PAYLOAD_CUT_A) << u32(side)), FLOW_BITS)
    return
  }
  const end = endOf(record, side)
  const delivered = load<u32>(end, DELIVERED)
  const to = start + length
  if (sequence.greaterThan(start, delivered) || !sequence.greaterThan(to, delivered)) return
  store<u32>(end, to === load<u32>(end, LAST) ? to : continuous(flow, record, side, endpoint, to), DELIVERED)
}

/** Takes in an ACK of what `side` sent; false when no memory is left. */
export function acknowledge(flow: usize, record: usize, side: usize, endpoint: usize, ack: u32): bool {
  const end = endOf(record, side)
  const delivered = load<u32>(end, DELIVERED)
  if (!sequence.greaterThan(ack, delivered)) return true
  const fin = load<u32>(end, FIN)
  const upTo = hasBit(record, finBit(side)) && sequence.greaterThan(ack, fin) ? fin : ack
  if (!sequence.greaterThan(upTo, delivered)) return true
  if (isClean(record, side) && isClean(record, side ^ 1)) {
    const top = dataEnd(record, side)
    let gaps = countHoles(endpoint, delivered, upTo)
    if (sequence.lessThan(delivered, top) && countHoles(endpoint, delivered, delivered + 1) === 0) gaps++
    if (sequence.greaterThan(upTo, top)) gaps++
    for (let i: u32 = 0; i < gaps; i++) if (!countGap(record, side)) return false
  }
  store<u32>(end, continuous(flow, record, side, endpoint, upTo), DELIVERED)
  return true
}
