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

/** A fragment of the datagram that held the segment. */
export interface DatagramPiece {
  readonly frame: FrameNumber
  /** Bytes from the datagram's start. */
  readonly from: number
  readonly length: number
  readonly hasMore: boolean
  /** Where it begins in its frame; null: in another datagram, which came in fragments itself. */
  readonly dataAt: number | null
  /** It came in the frame that is shown. */
  readonly isHere: boolean
}

/** The IP datagram that held the segment, where it came in fragments. */
export interface DatagramFacts {
  /** In the order in which they came. */
  readonly pieces: readonly DatagramPiece[]
  /** The datagram without its IP header; null: it can't be put together here. */
  readonly bytes: Uint8Array | null
  /** What its first fragment says that it holds. */
  readonly protocol: number
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
  /** Null: it came in one piece. */
  readonly datagram: DatagramFacts | null
}
