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
}
