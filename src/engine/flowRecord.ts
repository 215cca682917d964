/** Reads flow records in the core's memory. */
import {
  ANALYSIS_FLAGS,
  Analysis,
  COUNT_LATE,
  COUNT_RETRANSMITTED,
  Completeness,
  FLOW_ADDRESS_A,
  FLOW_ANALYSIS,
  FLOW_BITS,
  FLOW_COMPLETENESS,
  FLOW_EARLIER,
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
} from '../contracts/abi'
import type { Side } from '../contracts/flow'
import type { Core } from './core'
import { EndpointFields, type EndpointIndex } from './endpointFields'
import { SegmentRecord } from './segmentRecord'

export type { EndpointIndex } from './endpointFields'

/** States that hold the ports of a connection. */
const LINGERING: readonly TcpState[] = [
  TcpState.ESTABLISHED,
  TcpState.FIN_WAIT_2,
  TcpState.CLOSE_WAIT,
  TcpState.LAST_ACK,
  TcpState.TIME_WAIT,
]

/** A cursor over flow records: `at(flow)` moves it and returns it, the getters read. They allocate nothing. */
export class FlowRecord extends EndpointFields {
  id = 0
  private readonly segment: SegmentRecord
  /** Over earlier flows; made when the first one is asked for. */
  private other: FlowRecord | null = null

  constructor(core: Core) {
    super(core)
    this.segment = new SegmentRecord(core)
  }

  at(flow: number): this {
    this.id = flow
    this.pointer = this.core.flowPointer(flow)
    return this
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
    const before = this.recordOf(earlier)
    const isLingering = LINGERING.includes(before.state(0)) || LINGERING.includes(before.state(1))
    return isLingering ? this.roughFirstNs - before.roughLastNs : Number.POSITIVE_INFINITY
  }

  /** Either endpoint of the earlier incarnation ended in this state. */
  earlierStateIs(state: TcpState): boolean {
    const { earlier } = this
    if (earlier === null) return false
    const before = this.recordOf(earlier)
    return before.state(0) === state || before.state(1) === state
  }

  private recordOf(flow: number): FlowRecord {
    this.other ??= new FlowRecord(this.core)
    return this.other.at(flow)
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
    return this.has(FlowBit.HANDSHAKE_COMPLETE) ? this.initialRtt : 0
  }

  /** From the last SYN to the first ACK after it, whatever it acknowledges, nanoseconds; 0: not seen, or at the same time. */
  get initialRtt(): number {
    return this.core.u64(this.pointer + FLOW_HANDSHAKE_RTT)
  }

  /** When the ACK came that completes the handshake, rounded to about 256 ns; 0: not seen. */
  get roughOpenNs(): number {
    const { handshakeRtt } = this
    return handshakeRtt === 0 ? 0 : this.core.u64(this.pointer + FLOW_SYN_TIME) + handshakeRtt
  }
}
