/** What all parts of an explanation are made of: a flow's columns, and how its sides are called. */
import { SEGMENT_DUPLICATE, SEGMENT_TOO_OLD } from '../../contracts/abi'
import type { SequenceNumber } from '../../contracts/explain'
import type { FlowId } from '../../contracts/units'
import { type FlowRows, hasFlag, type SideIndex, sideName } from '../ladder/flowRows'
import { findMilestones, type Milestones } from '../ladder/milestones'
import type { Timers } from '../profiles/profile'
import { sideWords } from '../words'

export interface ExplainedFlow {
  readonly id: FlowId
  readonly rows: FlowRows
  /** Raw number that relative 0 stands for, of each side; null: no segment tells. */
  readonly origins: readonly [number | null, number | null]
  /** The factor of this side's windows is known. */
  readonly isScaleKnown: readonly [boolean, boolean]
  readonly timers: Timers
  /** Application protocol, as it is named in the flow list; null: not known. */
  readonly protocol: string | null
  /** Captured payload of the segment at a position, a character for each byte; '' where there is none. */
  readonly payload: (position: number) => string
}

const turning = new WeakMap<FlowRows, Milestones>()

/** The flow's turning points; kept while its columns are. */
export function milestonesOf({ rows }: ExplainedFlow): Milestones {
  const kept = turning.get(rows)
  if (kept !== undefined) return kept
  const found = findMilestones(rows)
  turning.set(rows, found)
  return found
}

/** Whether a segment's receiver never gets to see it as a segment of its own. */
export const isPassedOver = (rows: FlowRows, position: number): boolean =>
  hasFlag(rows, position, SEGMENT_DUPLICATE | SEGMENT_TOO_OLD)

/** A relative number of this side with what it is on the wire. */
export function numberOf(flow: ExplainedFlow, side: SideIndex, relative: number): SequenceNumber {
  return { relative, raw: ((flow.origins[side] ?? 0) + relative) >>> 0 }
}

/** `client` or `server`, to stand in a sentence. */
export const roleOf = (side: SideIndex): string => sideWords(sideName(side))
