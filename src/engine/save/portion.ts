/** What part of a capture is written, and with what. */
import type { Anonymised } from './anonymisedBlocks'
import type { FrameSet } from './frameSet'
import type { LeftOut } from './leftOut'

export interface Portion {
  /** File offset of the first record, and one past the last. */
  readonly from: number
  readonly to: number
  /** Frames before `from`. */
  readonly framesBefore: number
  /** Frames to keep; null: all. */
  readonly keep: FrameSet | null
  /** null: packets are written as they are. */
  readonly anonymised: Anonymised | null
  /** Comments by frame number. */
  readonly comments: ReadonlyMap<number, readonly string[]>
}

/** Whether what is written differs from what was captured. */
export const isChanged = ({ keep, anonymised, comments }: Portion): boolean =>
  keep !== null || anonymised !== null || comments.size > 0

/** How far `position` is in a portion. */
export const shareOf = ({ from, to }: Portion, position: number): number => (position - from) / Math.max(1, to - from)

/** Writes a portion bit by bit. */
export interface Copying {
  /** Packets written so far. */
  readonly packets: number
  /** Goes on for about a millisecond's work; true: there is more. */
  step(): boolean
  /** What is not written beside the packets. */
  readonly leftOut: ReadonlySet<LeftOut>
  /** Of the portion, 0 to 1. */
  share(): number
}
