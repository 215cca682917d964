/** What every level of detail plans its rows from. */
import type { FlowRows } from './flowRows'
import type { Milestones } from './milestones'
import { isQuietBefore } from './quiet'
import type { Stall } from './stalls'

export interface LevelBasis {
  readonly flow: FlowRows
  readonly classes: Uint8Array
  readonly milestones: Milestones
  readonly stalls: readonly Stall[]
  /** Nanoseconds of silence from which there is a break. */
  readonly threshold: number
  /** Core indexes of the first segments of rows that are open. */
  readonly unfolded: ReadonlySet<number>
}

/** Whether a break stands before `position`. */
export const hasBreakBefore = ({ flow, classes, threshold }: LevelBasis, position: number): boolean =>
  position > 0 && isQuietBefore(flow, classes, position, threshold)

/** Whether the row of folds that begins at `position` is open. */
export const isOpened = ({ flow, unfolded }: LevelBasis, position: number): boolean =>
  unfolded.has(flow.segment[position] ?? -1)
