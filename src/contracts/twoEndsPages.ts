/** Two captures of the same flows, told a page at a time. */

import type { CaptureProblem } from './summary'
import type { SegmentFate, TwoEndsFlow, TwoEndsReport } from './twoEnds'

/** How far the second of two captures is read, and what came of it. */
export type TwoEndsStatus =
  | { readonly state: 'reading'; readonly bytesRead: number; readonly bytesTotal: number }
  /** Both are read; `share` of the work of telling them together is done: 0 to 1. */
  | { readonly state: 'aligning'; readonly share: number }
  | { readonly state: 'failed'; readonly message: string }
  | {
      readonly state: 'ready'
      /** Why not all of the second capture was read; null: all was. */
      readonly problem: CaptureProblem | null
      readonly report: Omit<TwoEndsReport, 'flows'> & { readonly flows: number }
    }

/** A flow of two captures without its segments, of which there may be a million. */
export type TwoEndsFlowHead = Omit<TwoEndsFlow, 'segments'> & { readonly segments: number }

export interface TwoEndsFlowPage {
  readonly from: number
  readonly total: number
  readonly rows: readonly TwoEndsFlowHead[]
}

export interface TwoEndsSegmentPage {
  readonly flow: number
  readonly from: number
  readonly total: number
  readonly rows: readonly SegmentFate[]
}
