/**
 * Segments that bring nothing new, and segments that bring what later ones had skipped: exact counts of each endpoint,
 * by sequence numbers alone. Wireshark's flags guess by time which is which; these know what was captured before:
 *
 *   from the first number captured up to SND.NXT, without the holes, and without what no data led up to
 */
import {
  COUNT_LATE,
  COUNT_LEAPT,
  COUNT_RETRANSMITTED,
  COUNT_SKIPPED,
  ENDPOINT_BYTES,
  ENDPOINT_ISS,
  ENDPOINT_LAST_ACK,
  ENDPOINT_SND_NXT,
  EndpointBit,
  FLOW_ANALYSIS,
  FLOW_ENDPOINTS,
  Flag,
} from '../../contracts/abi'
import { countsOf } from '../flow/counts'
import { has, relativeSequence } from './endpoint'
import { firstHole } from './holes'
import * as sequence from './sequence'

/** Numbers between ISS + 1 and the first one captured; negative where that lies before. */
function skippedAtStart(flow: usize, place: u32): i32 {
  const counts: usize = load<u32>(flow, FLOW_ANALYSIS)
  return counts === 0 ? 0 : load<i32>(counts + COUNT_SKIPPED + place)
}

/** Numbers up to SND.NXT that no data reached. */
function leaptOver(flow: usize, place: u32): u32 {
  const counts: usize = load<u32>(flow, FLOW_ANALYSIS)
  return counts === 0 ? 0 : load<u32>(counts + COUNT_LEAPT + place)
}

function keep(flow: usize, counter: u32, value: u32): void {
  if (value === 0 && load<u32>(flow, FLOW_ANALYSIS) === 0) return
  const counts = countsOf(flow)
  if (counts !== 0) store<u32>(counts + counter, value)
}

function count(flow: usize, counter: u32): void {
  const counts = countsOf(flow)
  if (counts !== 0) store<u32>(counts + counter, load<u32>(counts + counter) + 1)
}

/** One byte before SND.NXT, `next`, that the peer has acknowledged asks whether it is still there (RFC 9293 §3.8.4). */
function isKeepAlive(receiver: usize, end: u32, next: u32, flags: u32, length: u32): bool {
  if (length !== 1 || (flags & (Flag.SYN | Flag.FIN)) !== 0 || end !== next) return false
  // Where the peer's ACKs aren't captured, nobody knows; Wireshark's name for it stands.
  return !has(receiver, EndpointBit.ACK_SEEN) || sequence.lessOrEqual(end, load<u32>(receiver, ENDPOINT_LAST_ACK))
}

/** A SYN of an endpoint that was seen before: sent again, first captured after its data, or with another ISN. */
function countSyn(flow: usize, sender: usize, place: u32, seq: u32, end: u32, flags: u32): void {
  const iss = load<u32>(sender, ENDPOINT_ISS)
  const next = load<u32>(sender, ENDPOINT_SND_NXT)
  if (seq === iss && has(sender, EndpointBit.SYN_SEEN)) {
    // The SYN,ACK of a simultaneous open names the ISN of the SYN before it, but answers the peer's.
    if ((flags & Flag.ACK) !== 0 && !has(sender, EndpointBit.SYN_ACK_SEEN)) return
    const known = next - leaptOver(flow, place)
    if (sequence.lessOrEqual(end, known) && firstHole(sender, seq, end) === end)
      count(flow, COUNT_RETRANSMITTED + place)
    return
  }
  const isLate = sequence.lessThan(seq, next)
  const skipped = skippedAtStart(flow, place)
  // The ISN was guessed from the first segment. A bare ACK may be of an older connection on these ports.
  const isGuess = !has(sender, EndpointBit.SYN_SEEN) && next !== iss + 1 + skipped
  if (seq === iss || (isLate && isGuess)) {
    if (isLate) count(flow, COUNT_LATE + place)
    keep(flow, COUNT_SKIPPED + place, iss + skipped - seq)
    return
  }
  keep(flow, COUNT_SKIPPED + place, 0)
  keep(flow, COUNT_LEAPT + place, sequence.lessThan(end, next) ? next - end : 0)
}

/**
 * Counts a segment that its sender or the way brings again or late. Call before the tracker takes it in, and not for a
 * frame captured twice.
 *
 * Again: all its sequence numbers, SYN and FIN included, were captured before. Late: it brings numbers that were
 * skipped, lost before the capture point and sent again, or overtaken on the way. Probes are neither: a keep-alive is
 * told by the peer's ACK, a byte into a zero window by where it lies. Nor is a reset, whose text is no part of the
 * stream.
 *
 * @param flags control bits
 * @param length payload bytes
 */
export function countRepeat(flow: usize, senderIsB: bool, seq: u32, flags: u32, length: u32): void {
  const a = flow + FLOW_ENDPOINTS
  const sender = senderIsB ? a + ENDPOINT_BYTES : a
  const isSyn = (flags & Flag.SYN) !== 0
  const space = length + u32(isSyn) + u32((flags & Flag.FIN) !== 0)
  const end = seq + space
  const place: u32 = senderIsB ? 4 : 0
  const next = load<u32>(sender, ENDPOINT_SND_NXT)
  if (!has(sender, EndpointBit.ACTIVE)) {
    // The peer's ACK came first: numbers from there on were sent, and not captured.
    const isGuessed = !isSyn && has(sender, EndpointBit.ISS_KNOWN)
    keep(flow, COUNT_SKIPPED + place, isGuessed ? seq - load<u32>(sender, ENDPOINT_ISS) - 1 : 0)
    return
  }
  const isReset = (flags & Flag.RST) !== 0
  if (space === 0 && !isReset) return
  const leapt = leaptOver(flow, place)
  if (isReset) {
    // It may be of an older connection on these ports, and carry any number.
    if (sequence.greaterThan(end, next)) keep(flow, COUNT_LEAPT + place, leapt + end - next)
    return
  }
  if (isSyn) {
    countSyn(flow, sender, place, seq, end, flags)
    return
  }
  const reached = next - leapt
  // As the numbers behind SND.NXT are reached one after the other, what was leapt over becomes less.
  if (leapt !== 0 && sequence.greaterThan(end, reached))
    keep(flow, COUNT_LEAPT + place, sequence.lessThan(end, next) ? next - end : 0)
  if (!sequence.lessThan(seq, reached)) return
  if (isKeepAlive(senderIsB ? a : a + ENDPOINT_BYTES, end, reached, flags, length)) return

  const skipped = skippedAtStart(flow, place)
  const first = skipped !== 0 ? f64(skipped) + 1 : f64(!has(sender, EndpointBit.SYN_SEEN))
  const known = sequence.earlier(end, reached)
  if (relativeSequence(sender, seq) < first || firstHole(sender, seq, known) !== known) count(flow, COUNT_LATE + place)
  else if (known === end) count(flow, COUNT_RETRANSMITTED + place)
}
