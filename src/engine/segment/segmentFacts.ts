/** What the engine knows of a segment beyond its own bytes. */
import type { FrameNumber } from '../../contracts/units'

/** The segment that this one acknowledges. */
export interface AckedSegment {
  readonly frame: FrameNumber
  readonly relativeSeq: number
  readonly length: number
  readonly hasSyn: boolean
  readonly hasFin: boolean
  /** Nanoseconds between the two. */
  readonly rttNs: number
}

/** What other packets of the flow tell of a segment. */
export interface ConversationFacts {
  /** Bytes in flight once this segment is sent, and bytes since the last PSH; null: no data, or not to be told. */
  readonly inFlight: number | null
  readonly pushedBytes: number | null
  /** The frame whose timestamp this segment echoes, and the time since; null: none, or it says nothing. */
  readonly echo: { readonly frame: FrameNumber; readonly rttNs: number } | null
}

/** What this segment challenges (RFC 5961), or answers since it was dropped. */
export interface ChallengeFacts {
  readonly frame: FrameNumber
  readonly words: string
}

export interface SegmentFacts {
  /** As on the wire: tells which TCP header of the frame is meant. */
  readonly seq: number
  readonly ack: number
  readonly sourcePort: number
  /** Relative to each side's initial sequence number. */
  readonly relativeSeq: number
  readonly relativeAck: number
  readonly acked: AckedSegment | null
  /** Factor of the window field; null: the scale isn't known. */
  readonly windowFactor: number | null
  /** Set of Analysis. */
  readonly analysis: number
  /** Its receiver drops it for its timestamp (PAWS). */
  readonly isTooOld: boolean
  readonly challenge: ChallengeFacts | null
  readonly conversation: ConversationFacts
}
