/** What a flow record in the core's memory says of each endpoint. */
import {
  type Certainty,
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
  FLOW_ENDPOINTS,
  type TcpState,
  WINDOW_SHIFT_NONE,
  WINDOW_SHIFT_UNKNOWN,
} from '../contracts/abi'
import type { Core } from './core'

/** Endpoint of a flow record: 0 is A (sent the first captured segment), 1 is B. */
export type EndpointIndex = 0 | 1

/** The part of a FlowRecord that is there twice. */
export class EndpointFields {
  /** Of the flow's record. */
  protected pointer = 0

  protected constructor(protected readonly core: Core) {}

  protected u32(offset: number): number {
    return this.core.views.u32[(this.pointer + offset) >>> 2] as number
  }

  protected u16(offset: number): number {
    return this.core.views.u16[(this.pointer + offset) >>> 1] as number
  }

  protected u8(offset: number): number {
    return this.core.views.u8[this.pointer + offset] as number
  }

  protected f64(offset: number): number {
    return this.core.views.f64[(this.pointer + offset) >>> 3] as number
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
