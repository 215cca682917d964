/** A segment with all that tells one transmission from another: more than the core's columns keep. */
import { Flag } from '../../contracts/abi'
import type { Side } from '../../contracts/flow'
import type { FrameNumber } from '../../contracts/units'
import type { TcpOptions } from './tcpOptions'

export interface WireSegment {
  readonly frame: FrameNumber
  /** Nanoseconds since the first frame of its capture. */
  readonly time: number
  readonly from: Side
  /** As on the wire in its own capture. */
  readonly rawSeq: number
  /**
   * Sequence and acknowledgment number on the scale of the first capture: u32, what a middlebox added taken off again.
   * `ack` is 0 without the ACK flag.
   */
  readonly seq: number
  readonly ack: number
  /** `seq` counted on past 2^32, for ranges; and the sequence number acknowledged, NaN where that isn't known. */
  readonly position: number
  readonly ackedPosition: number
  readonly flags: number
  /** Window field as on the wire. */
  readonly window: number
  readonly length: number
  readonly options: TcpOptions
  /** null: not captured, or IPv6, which has none. */
  readonly ipId: number | null
  readonly ttl: number | null
  /** DSCP and ECN octet. */
  readonly trafficClass: number | null
  /** null: the payload wasn't captured whole. */
  readonly payloadHash: number | null
}

/** Sequence numbers that a segment takes: payload, SYN and FIN (RFC 9293 §3.4). */
export const sequenceLength = ({ flags, length }: WireSegment): number =>
  length + ((flags & Flag.SYN) !== 0 ? 1 : 0) + ((flags & Flag.FIN) !== 0 ? 1 : 0)

export const endPosition = (segment: WireSegment): number => segment.position + sequenceLength(segment)

export const hasFlag = ({ flags }: WireSegment, bit: Flag): boolean => (flags & bit) !== 0

export const otherSide = (side: Side): Side => (side === 'client' ? 'server' : 'client')
