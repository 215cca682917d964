/** Reads flow records in the core's memory. */
import {
  ANALYSIS_FLAGS,
  Analysis,
  type Certainty,
  COUNT_LATE,
  COUNT_RETRANSMITTED,
  Completeness,
  ENDPOINT_ACKABLE,
  ENDPOINT_BITS,
  ENDPOINT_BYTES,
  ENDPOINT_FIN_END,
  ENDPOINT_ISS,
  ENDPOINT_LAST_ACK,
  ENDPOINT_LAST_ACK_TIME,
  ENDPOINT_MSS,
  ENDPOINT_PAYLOAD,
  ENDPOINT_SEGMENTS,
  ENDPOINT_SND_NXT,
  ENDPOINT_SND_NXT_TIME,
  ENDPOINT_STATE,
  ENDPOINT_UNIQUE,
  ENDPOINT_WINDOW_SHIFT,
  ENDPOINT_WRAPS,
  type EndpointBit,
  FLOW_ADDRESS_A,
  FLOW_ANALYSIS,
  FLOW_BITS,
  FLOW_COMPLETENESS,
  FLOW_EARLIER,
  FLOW_ENDPOINTS,
  FLOW_FIRST,
  FLOW_HANDSHAKE_RTT,
  FLOW_LAST,
  FLOW_PORT_A,
  FLOW_RTT_MAX,
  FLOW_RTT_MIN,
  FLOW_RTT_SAMPLES,
  FLOW_SYN_ACK_AGAIN,
  FLOW_SYN_AGAIN,
  FLOW_SYN_TIME,
  FlowBit,
  TcpState,
  WINDOW_SHIFT_NONE,
  WINDOW_SHIFT_UNKNOWN,
} from '../contracts/abi'
import type { Side } from '../contracts/flow'
import type { Core } from './core'
import { SegmentRecord } from './segmentRecord'

/** Endpoint of a flow record: 0 is A (sent the first captured segment), 1 is B. */
export type EndpointIndex = 0 | 1

/** States that hold the ports of a connection. */
const LINGERING: readonly TcpState[] = [
  TcpState.ESTABLISHED,
  TcpState.FIN_WAIT_2,
  TcpState.CLOSE_WAIT,
  TcpState.LAST_ACK,
  TcpState.TIME_WAIT,
]

/** A cursor over flow records: `at(flow)` moves it and returns it, the getters read. It allocates nothing. */
export class FlowRecord {
  id = 0
  private pointer = 0

  private readonly segment: SegmentRecord

  constructor(private readonly core: Core) {
    this.segment = new SegmentRecord(core)
  }

  at(flow: number): this {
    this.id = flow
    this.pointer = this.core.flowPointer(flow)
    return this
  }

  private u32(offset: number): number {
    return this.core.views.u32[(this.pointer + offset) >>> 2] as number
  }

  private u16(offset: number): number {
    return this.core.views.u16[(this.pointer + offset) >>> 1] as number
  }

  private u8(offset: number): number {
    return this.core.views.u8[this.pointer + offset] as number
  }

  private f64(offset: number): number {
    return this.core.views.f64[(this.pointer + offset) >>> 3] as number
  }

  /** Set of FlowBit. */
  get bits(): number {
    return this.u32(FLOW_BITS)
  }

  has(bit: FlowBit): boolean {
    return (this.bits & bit) !== 0
  }

  /** Which endpoint is the client (or looks like it: see FlowBit.CLIENT_KNOWN). */
  get clientIndex(): EndpointIndex {
    return this.has(FlowBit.CLIENT_IS_B) ? 1 : 0
  }

  index(side: Side): EndpointIndex {
    return side === 'client' ? this.clientIndex : ((1 - this.clientIndex) as EndpointIndex)
  }

  side(endpoint: EndpointIndex): Side {
    return endpoint === this.clientIndex ? 'client' : 'server'
  }

  get isIpv6(): boolean {
    return this.has(FlowBit.IPV6)
  }

  /** Where the record holds the address: 4 bytes of IPv4, first byte first. IPv6: see `address`. */
  addressPointer(endpoint: EndpointIndex): number {
    return this.pointer + FLOW_ADDRESS_A + 4 * endpoint
  }

  /** IPv4: a number that stands for the address, its bytes as little-endian; IPv6: pointer to its 16 bytes. */
  address(endpoint: EndpointIndex): number {
    return this.u32(FLOW_ADDRESS_A + 4 * endpoint)
  }

  port(endpoint: EndpointIndex): number {
    return this.u16(FLOW_PORT_A + 2 * endpoint)
  }

  /** Index of the first and of the last segment. */
  get firstSegment(): number {
    return this.u32(FLOW_FIRST)
  }

  get lastSegment(): number {
    return this.u32(FLOW_LAST)
  }

  /** Payload bytes of the first segment. */
  get firstLength(): number {
    return this.segment.at(this.firstSegment).length
  }

  /** Control bits of the last segment, and who sent it. */
  get lastFlags(): number {
    return this.segment.at(this.lastSegment).flags
  }

  get lastSender(): EndpointIndex {
    return this.segment.at(this.lastSegment).sender
  }

  /** Who sent the reset that counted; valid with the RESET bit. */
  get resetBy(): EndpointIndex {
    return this.has(FlowBit.RESET_BY_B) ? 1 : 0
  }

  /** Time of the first and last segment, rounded to about 256 ns: for rules of thumb, not for printing. */
  get roughFirstNs(): number {
    return this.core.u64(this.segment.at(this.firstSegment).timePointer)
  }

  get roughLastNs(): number {
    return this.core.u64(this.segment.at(this.lastSegment).timePointer)
  }

  /** The last segment of the flow is one that this endpoint sent again. */
  endsRepeating(endpoint: EndpointIndex): boolean {
    const last = this.segment.at(this.lastSegment)
    return last.sender === endpoint && (last.analysis & Analysis.RETRANSMISSION) !== 0
  }

  /** The earlier incarnation of this 4-tuple, or null. */
  get earlier(): number | null {
    const plusOne = this.u32(FLOW_EARLIER)
    return plusOne === 0 ? null : plusOne - 1
  }

  /**
   * Nanoseconds from the end of the earlier incarnation to the start of this one; Infinity where there is none, or
   * where the earlier one had let go of its ports.
   */
  get gapAfterLingering(): number {
    const { earlier } = this
    if (earlier === null) return Number.POSITIVE_INFINITY
    const before = new FlowRecord(this.core).at(earlier)
    const isLingering = LINGERING.includes(before.state(0)) || LINGERING.includes(before.state(1))
    return isLingering ? this.roughFirstNs - before.roughLastNs : Number.POSITIVE_INFINITY
  }

  /** Either endpoint of the earlier incarnation ended in this state. */
  earlierStateIs(state: TcpState): boolean {
    const { earlier } = this
    if (earlier === null) return false
    const before = new FlowRecord(this.core).at(earlier)
    return before.state(0) === state || before.state(1) === state
  }

  get rttSamples(): number {
    return this.u32(FLOW_RTT_SAMPLES)
  }

  /** Nanoseconds; valid where there are samples. */
  get rttMin(): number {
    return this.f64(FLOW_RTT_MIN)
  }

  get rttMax(): number {
    return this.f64(FLOW_RTT_MAX)
  }

  /** How many segments bear the analysis flag with this bit number. */
  analysisCount(bitNumber: number): number {
    return bitNumber < ANALYSIS_FLAGS ? this.count(4 * bitNumber) : 0
  }

  /** Segments of this endpoint all of whose sequence numbers were captured before; probes are none. */
  retransmitted(endpoint: EndpointIndex): number {
    return this.count(COUNT_RETRANSMITTED + 4 * endpoint)
  }

  /** Segments of this endpoint with sequence numbers that later ones had skipped. */
  late(endpoint: EndpointIndex): number {
    return this.count(COUNT_LATE + 4 * endpoint)
  }

  private count(offset: number): number {
    const pointer = this.u32(FLOW_ANALYSIS)
    return pointer === 0 ? 0 : (this.core.views.u32[(pointer + offset) >>> 2] as number)
  }

  /** Whether anything is counted: analysis flags, segments that came again or late. */
  get hasAnalysis(): boolean {
    return this.u32(FLOW_ANALYSIS) !== 0
  }

  get synRetransmissions(): number {
    return this.u8(FLOW_SYN_AGAIN)
  }

  get synAckRetransmissions(): number {
    return this.u8(FLOW_SYN_ACK_AGAIN)
  }

  /** tcp.completeness, as Wireshark has it after two passes: a single segment counts only where it is a SYN. */
  get completeness(): number {
    const bits = this.u8(FLOW_COMPLETENESS)
    const isSingle = this.segments(0) + this.segments(1) === 1
    return isSingle && (bits & Completeness.SYN) === 0 ? 0 : bits
  }

  /** Nanoseconds since the epoch. */
  get synTime(): bigint {
    return this.core.time(this.pointer + FLOW_SYN_TIME)
  }

  /** Nanoseconds from SYN to the ACK that completes the handshake; 0: not seen whole. */
  get handshakeRtt(): number {
    return this.has(FlowBit.HANDSHAKE_COMPLETE) ? this.core.u64(this.pointer + FLOW_HANDSHAKE_RTT) : 0
  }

  private endpoint(endpoint: EndpointIndex, offset: number): number {
    return FLOW_ENDPOINTS + endpoint * ENDPOINT_BYTES + offset
  }

  state(endpoint: EndpointIndex): TcpState {
    return (this.u8(this.endpoint(endpoint, ENDPOINT_STATE)) & 0xf) as TcpState
  }

  certainty(endpoint: EndpointIndex): Certainty {
    return (this.u8(this.endpoint(endpoint, ENDPOINT_STATE)) >>> 4) as Certainty
  }

  /** Initial sequence number, or the first sequence number seen minus 1. */
  iss(endpoint: EndpointIndex): number {
    return this.u32(this.endpoint(endpoint, ENDPOINT_ISS))
  }

  /** Highest sequence number sent plus 1. */
  sndNxt(endpoint: EndpointIndex): number {
    return this.u32(this.endpoint(endpoint, ENDPOINT_SND_NXT))
  }

  /** When SND.NXT advanced last: nanoseconds since the epoch. */
  sndNxtTime(endpoint: EndpointIndex): bigint {
    return this.core.time(this.pointer + this.endpoint(endpoint, ENDPOINT_SND_NXT_TIME))
  }

  /** When SND.NXT advanced last, rounded to about 256 ns. */
  roughAdvanceNs(endpoint: EndpointIndex): number {
    return this.core.u64(this.pointer + this.endpoint(endpoint, ENDPOINT_SND_NXT_TIME))
  }

  /** When this endpoint sent its last segment, rounded to about 256 ns. */
  roughSentNs(endpoint: EndpointIndex): number {
    return this.core.u64(this.pointer + this.endpoint(endpoint, ENDPOINT_LAST_ACK_TIME))
  }

  /** When the ACK came that completes the handshake, rounded to about 256 ns; 0: not seen. */
  get roughOpenNs(): number {
    const { handshakeRtt } = this
    return handshakeRtt === 0 ? 0 : this.core.u64(this.pointer + FLOW_SYN_TIME) + handshakeRtt
  }

  /** Last acknowledgment number that this endpoint sent. */
  lastAck(endpoint: EndpointIndex): number {
    return this.u32(this.endpoint(endpoint, ENDPOINT_LAST_ACK))
  }

  lastAckTime(endpoint: EndpointIndex): bigint {
    return this.core.time(this.pointer + this.endpoint(endpoint, ENDPOINT_LAST_ACK_TIME))
  }

  /** Highest contiguous sequence number of this endpoint that the peer can acknowledge. */
  ackable(endpoint: EndpointIndex): number {
    return this.u32(this.endpoint(endpoint, ENDPOINT_ACKABLE))
  }

  /** Payload bytes sent, retransmissions included. */
  payload(endpoint: EndpointIndex): number {
    return this.core.u64(this.pointer + this.endpoint(endpoint, ENDPOINT_PAYLOAD))
  }

  /** Payload bytes sent, each sequence number once. */
  bytes(endpoint: EndpointIndex): number {
    return this.core.u64(this.pointer + this.endpoint(endpoint, ENDPOINT_UNIQUE))
  }

  segments(endpoint: EndpointIndex): number {
    return this.u32(this.endpoint(endpoint, ENDPOINT_SEGMENTS))
  }

  /** Sequence number after the FIN; valid with the flow's FIN bit of this endpoint. */
  finEnd(endpoint: EndpointIndex): number {
    return this.u32(this.endpoint(endpoint, ENDPOINT_FIN_END))
  }

  wraps(endpoint: EndpointIndex): number {
    return this.u16(this.endpoint(endpoint, ENDPOINT_WRAPS))
  }

  /** Raw shift: WINDOW_SHIFT_UNKNOWN and WINDOW_SHIFT_NONE are no shifts; see `scaleOf`. */
  windowShift(endpoint: EndpointIndex): number {
    return this.u8(this.endpoint(endpoint, ENDPOINT_WINDOW_SHIFT))
  }

  /** MSS option of its SYN; 0: none seen. */
  mss(endpoint: EndpointIndex): number {
    return this.u16(this.endpoint(endpoint, ENDPOINT_MSS))
  }

  endpointHas(endpoint: EndpointIndex, bit: EndpointBit): boolean {
    return (this.u16(this.endpoint(endpoint, ENDPOINT_BITS)) & bit) !== 0
  }

  /**
   * Factor of this endpoint's window field. Scaling is in use only where both SYNs offered it (RFC 7323 §2.2), and a
   * SYN's own window is never scaled.
   */
  windowFactor(endpoint: EndpointIndex): number {
    const own = this.windowShift(endpoint)
    const peer = this.windowShift((1 - endpoint) as EndpointIndex)
    if (own >= WINDOW_SHIFT_NONE || peer === WINDOW_SHIFT_NONE) return 1
    return 2 ** Math.min(own, 14)
  }

  /** The window scale is known (also where it is known that none is in use). */
  isScaleKnown(endpoint: EndpointIndex): boolean {
    return this.windowShift(endpoint) !== WINDOW_SHIFT_UNKNOWN
  }
}
