/** One segment as a tree of layers and fields. */
import type { FrameNumber, SegmentIndex } from './units'

/** A field of the segment tree. `start` and `length` are its bytes within the frame. */
export interface FieldNode {
  /** Display filter name where Wireshark has one: `tcp.seq_raw`; '' else. */
  readonly filter: string
  readonly name: string
  readonly value: string
  /** What the value means, where that isn't plain; '' else. */
  readonly meaning: string
  readonly start: number
  readonly length: number
  readonly children: readonly FieldNode[]
  /** A display filter by this field and its value, where the tree itself has one. */
  readonly expression?: string
  /** Which bytes `start` counts in, where that isn't the frame: see WiresharkFrame. */
  readonly source?: number
  /** Another frame that the field is about. */
  readonly leadsTo?: number
}

export interface SegmentDetail {
  readonly segment: SegmentIndex
  readonly frame: FrameNumber
  readonly time: bigint
  /** Bytes of the frame as captured. */
  readonly bytes: Uint8Array
  readonly originalLength: number
  readonly layers: readonly FieldNode[]
}
