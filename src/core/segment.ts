/** A TCP header in a frame becomes a row: parsed, tied to its flow, tracked, kept. RFC 9293 §3.1. */
import {
  Analysis,
  Completeness,
  ENDPOINT_BYTES,
  ENDPOINT_ISS,
  ENDPOINT_LAST_ACK,
  ENDPOINT_SND_NXT,
  EndpointBit,
  FLAGS_MASK,
  FLOW_BITS,
  FLOW_COMPLETENESS,
  FLOW_ENDPOINTS,
  FLOW_FIRST,
  FLOW_LAST,
  FLOW_PORT_A,
  FLOW_PORT_B,
  Flag,
  FlowBit,
  FREE_ROW,
  RESERVED_FLAGS,
  ReadError,
  SEGMENT_CUT,
  SEGMENT_DUPLICATE,
  SEGMENT_MALFORMED,
  SEGMENT_TOO_OLD,
} from '../contracts/abi'
import { lookAtPayload, nameFlow, wantsPayload } from './app/service'
import { u16be, u32be } from './bytes'
import * as columns from './columns'
import { countSegment } from './counters'
import { destinationAddress, isIpv6, sourceAddress, tcpAt, tcpBeyond, tcpCaptured, tcpLength } from './cursor'
import { isDuplicate } from './duplicates'
import { fail } from './errors'
import { countAnalysis } from './flow/counts'
import { hashOf } from './flow/key'
import * as table from './flow/table'
import { keepPieces } from './ip/pieces'
import { markEarlierSynAcks } from './otherIss'
import { noteQuality } from './quality'
import { keepReservedFlags } from './rare'
import { has } from './tcp/endpoint'
import { readSynOptions, sackedBytes, settleWindowScale } from './tcp/options'
import { countRepeat } from './tcp/repeats'
import { findTimestamp, isTooOld } from './tcp/timestamps'
import { lastAcknowledged, observe } from './tcp/tracker'
import { Rows } from './trace'
import { followHistory } from './zeek/history'

const HEADER_BYTES: u32 = 20
/** Up to and including the window: what a flow needs. A header cut earlier is no segment. */
const LEAST_BYTES: u32 = 16

/** Rows of the segments taken in since the host last emptied it; capacity 0: not tracing. */
export const traced = new Rows()
let isTracing: bool = false

export function setTracing(on: bool): void {
  isTracing = on
}

/** Whether a SYN or SYN,ACK comes with another ISN than the one known of its sender. */
function hasOtherIss(flow: usize, senderIsB: bool, seq: u32): bool {
  const sender = flow + FLOW_ENDPOINTS + (senderIsB ? (ENDPOINT_BYTES as usize) : 0)
  return has(sender, EndpointBit.ISS_KNOWN) && load<u32>(sender, ENDPOINT_ISS) !== seq
}

/** The lower port is a server's, as services have it; equal ports: who sent first is the client. */
function guessRoles(flow: usize): u32 {
  return load<u16>(flow, FLOW_PORT_A) < load<u16>(flow, FLOW_PORT_B) ? FlowBit.CLIENT_IS_B : 0
}

/** Who is the client: the sender of the first SYN, else the receiver of the first SYN,ACK. */
function learnRoles(flow: usize, senderIsB: bool, flags: u32, isNew: bool): void {
  let bits = load<u32>(flow, FLOW_BITS)
  if ((bits & FlowBit.CLIENT_KNOWN) !== 0) return
  if (isNew && (flags & (Flag.SYN | Flag.ACK)) !== Flag.SYN) bits |= FlowBit.MID_STREAM | guessRoles(flow)
  if ((flags & Flag.SYN) !== 0 && (flags & Flag.RST) === 0) {
    const clientIsB = (flags & Flag.ACK) !== 0 ? !senderIsB : senderIsB
    bits = (bits & ~(<u32>FlowBit.CLIENT_IS_B)) | FlowBit.CLIENT_KNOWN | (clientIsB ? FlowBit.CLIENT_IS_B : 0)
  }
  store<u32>(flow, bits, FLOW_BITS)
}

/** The bits of tcp.completeness that a segment adds; a SYN counts only as the first segment of its flow. */
function completenessOf(flags: u32, length: u32, isNew: bool): u32 {
  const open = flags & (Flag.SYN | Flag.ACK)
  let bits: u32 = 0
  if (open === Flag.SYN) {
    if (isNew) bits |= length > 0 ? Completeness.SYN | Completeness.DATA : Completeness.SYN
  } else if (open === (Flag.SYN | Flag.ACK)) bits |= Completeness.SYN_ACK
  else if (open === Flag.ACK) bits |= length > 0 ? Completeness.DATA : Completeness.ACK
  if ((flags & (Flag.FIN | Flag.ACK)) === (Flag.FIN | Flag.ACK)) bits |= Completeness.FIN
  if ((flags & Flag.RST) !== 0) bits |= Completeness.RST
  return bits
}

/** SEGMENT_TOO_OLD where the receiver drops the segment for its timestamp, else 0. `end`: of its header, as captured. */
function ageOf(
  flow: usize,
  number: u32,
  senderIsB: bool,
  time: u64,
  seq: u32,
  ack: u32,
  flags: u32,
  length: u32,
  end: usize,
): u32 {
  if (!findTimestamp(tcpAt() + HEADER_BYTES, end)) return 0
  const space = length + u32((flags & Flag.SYN) !== 0) + u32((flags & Flag.FIN) !== 0)
  if (!isTooOld(flow, number, senderIsB, time, seq, ack, flags, space)) return 0
  const bit: u32 = senderIsB ? FlowBit.TOO_OLD_B : FlowBit.TOO_OLD_A
  store<u32>(flow, load<u32>(flow, FLOW_BITS) | bit, FLOW_BITS)
  return SEGMENT_TOO_OLD
}

/**
 * Takes in the segment that the cursor describes. False where too little of its header was captured, or no memory is
 * left (then the reading fails at this record).
 */
export function takeSegment(time: u64, frame: u32, offset: u64): bool {
  const at = tcpAt()
  const captured = tcpCaptured()
  if (captured < LEAST_BYTES) return false
  const sourcePort = u16be(at)
  const destinationPort = u16be(at + 2)
  const seq = u32be(at + 4)
  const ack = u32be(at + 8)
  const flags = u16be(at + 12) & FLAGS_MASK
  const headerBytes: u32 = (<u32>load<u8>(at, 12) >> 4) << 2
  const window = u16be(at + 14)
  const total = tcpLength()
  const hasLength = total >= headerBytes
  const length: u32 = hasLength ? total - headerBytes : 0
  const v6 = isIpv6()
  const source = sourceAddress()
  const destination = destinationAddress()

  const segment = columns.reserve(offset, frame)
  if (segment === FREE_ROW) {
    fail(ReadError.OUT_OF_MEMORY, offset, 0)
    return false
  }
  const hash = hashOf(source, destination, sourcePort, destinationPort, v6)
  let isNew = !table.find(hash, source, destination, sourcePort, destinationPort, v6)
  const isReused =
    !isNew && (flags & Flag.SYN) !== 0 && hasOtherIss(table.flowAt(table.found()), table.foundSender() === 1, seq)
  // Another ISN in a SYN begins another connection on the 4-tuple; in a SYN,ACK it answers the same SYN once more.
  const isAnother = isReused && (flags & Flag.ACK) === 0
  if (isNew || isAnother) {
    const earlier: u32 = isAnother ? table.found() + 1 : 0
    if (!table.add(hash, source, destination, sourcePort, destinationPort, v6, earlier)) {
      fail(ReadError.OUT_OF_MEMORY, offset, 0)
      return false
    }
    isNew = true
  }
  const number = table.found()
  const flow = table.flowAt(number)
  const senderIsB = table.foundSender() === 1
  if (isNew) store<u32>(flow, segment, FLOW_FIRST)
  store<u32>(flow, segment, FLOW_LAST)
  learnRoles(flow, senderIsB, flags, isNew)
  if (isNew) {
    const clientIsB = (load<u32>(flow, FLOW_BITS) & FlowBit.CLIENT_IS_B) !== 0
    nameFlow(number, clientIsB ? destination : source, clientIsB ? source : destination, !clientIsB)
  }

  let marks: u32 = captured < total ? SEGMENT_CUT : 0
  if (headerBytes < HEADER_BYTES || !hasLength) marks |= SEGMENT_MALFORMED
  if (captured >= HEADER_BYTES && isDuplicate(time, length | (flags & (Flag.SYN | Flag.FIN))))
    marks |= SEGMENT_DUPLICATE
  noteQuality(flow, senderIsB, length, marks)
  const age =
    hasLength && headerBytes > HEADER_BYTES && (marks & SEGMENT_DUPLICATE) === 0
      ? ageOf(flow, number, senderIsB, time, seq, ack, flags, length, at + min(headerBytes, captured))
      : 0
  const observed = flags | (marks & SEGMENT_DUPLICATE) | age
  const before = flow + FLOW_ENDPOINTS + (senderIsB ? (ENDPOINT_BYTES as usize) : 0)
  const next = load<u32>(before, ENDPOINT_SND_NXT)
  const isAckNew = ack !== load<u32>(before, ENDPOINT_LAST_ACK)
  if (hasLength && headerBytes >= HEADER_BYTES && (marks & SEGMENT_DUPLICATE) === 0)
    countRepeat(flow, senderIsB, seq, flags, length)
  let found: u32 = observe(flow, senderIsB, time, seq, ack, observed, window, length, segment, false)
  if (isReused) found |= Analysis.REUSED_PORTS
  if (isReused && !isAnother) {
    const marked = markEarlierSynAcks(flow, number, senderIsB, seq, segment)
    if (marked !== 0) countAnalysis(flow, Analysis.REUSED_PORTS, marked)
  }
  // Of a header that contradicts itself nothing is told: its length is not known.
  if (headerBytes < HEADER_BYTES || !hasLength) found = 0
  if ((flags & Flag.SYN) !== 0 && headerBytes >= HEADER_BYTES) {
    const a = flow + FLOW_ENDPOINTS
    const b = a + ENDPOINT_BYTES
    const sender = senderIsB ? b : a
    if (!readSynOptions(sender, at + HEADER_BYTES, at + min(headerBytes, captured))) marks |= SEGMENT_MALFORMED
    settleWindowScale(sender, senderIsB ? a : b, (flags & Flag.ACK) !== 0)
  }
  if (headerBytes >= HEADER_BYTES) {
    store<u8>(flow, load<u8>(flow, FLOW_COMPLETENESS) | u8(completenessOf(flags, length, isNew)), FLOW_COMPLETENESS)
  }
  const isHeaderWhole = headerBytes >= HEADER_BYTES && hasLength && captured >= headerBytes
  const isCut = captured < total
  // Zeek takes the IP header's word for the length, against that of the frame around it.
  const told: u32 = hasLength && captured === total ? length + tcpBeyond() : length
  if (!followHistory(flow, senderIsB, seq, ack, flags, window, told, next, isAckNew, isHeaderWhole, isCut, isReused)) {
    fail(ReadError.OUT_OF_MEMORY, offset, 0)
    return false
  }
  if (length > 0 && isHeaderWhole && captured > headerBytes && wantsPayload(flow, senderIsB)) {
    const first = seq + u32((flags & Flag.SYN) !== 0)
    lookAtPayload(flow, number, senderIsB, first, at + headerBytes, captured - headerBytes, length)
  }
  if (found !== 0) countAnalysis(flow, found)
  columns.append(
    time,
    (number << 1) | u32(senderIsB),
    seq,
    ack,
    offset,
    frame,
    window,
    length,
    flags | marks,
    found | age,
  )
  keepPieces(segment)
  const reserved = u16be(at + 12) & RESERVED_FLAGS
  if (reserved !== 0) keepReservedFlags(segment, reserved)
  if (isTracing) {
    const sacked = hasLength ? sackedBytes(at + HEADER_BYTES, at + min(headerBytes, captured)) : 0
    traced.add(flow, senderIsB, seq, ack, (flags & Flag.ACK) !== 0, segment, lastAcknowledged(), sacked)
  }
  countSegment()
  return true
}
