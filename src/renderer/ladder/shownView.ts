/** The ladder as it is looked at, for commands that are given elsewhere. */
import type { LadderLevel } from '../../contracts/ladder'
import type { FlowId, SegmentIndex } from '../../contracts/units'

/** What is on screen of a flow, or of several: from how far away, and which folds are open. */
export interface ShownView {
  readonly flows: readonly FlowId[]
  readonly level: LadderLevel
  readonly unfolded: readonly SegmentIndex[]
}

let shown: ShownView | null = null

/** Called by the ladder on screen; null: it is gone. */
export function showView(view: ShownView | null): void {
  shown = view
}

/** The ladder of `flows` as it is on screen, or as it looks when it is opened. */
export const viewOf = (flows: readonly FlowId[]): ShownView =>
  shown?.flows.join() === flows.join() ? shown : { flows, level: 'segments', unfolded: [] }
