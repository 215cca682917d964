/**
 * Flows over time, as the overview draws them. Times here are nanoseconds since the epoch as plain numbers, rounded to
 * about 256 ns: they are drawn, compared and sent as JSON, never printed to the last digit.
 */
import type { Severity } from './flow'
import type { StateName } from './names'
import type { FlowId } from './units'

/** A span of time, both ends inclusive. */
export interface TimeRange {
  readonly from: number
  readonly to: number
}

/** How a flow came to be: its handshake was seen whole, only parts of it, or it was there before the capture. */
export type Opening = 'handshake' | 'attempt' | 'before'

/** The names that flows are counted by: contracts/engine.ts `Outcome`. */
type OutcomeName = StateName | 'RESET'

/** One flow from first to last segment. */
export interface TimelineFlow {
  readonly flow: FlowId
  readonly first: number
  readonly last: number
  readonly opening: Opening
  readonly outcome: OutcomeName
  readonly severity: Severity
}

/** Flows one by one. Those of one lane never touch. */
export interface TimelineDumbbells {
  readonly kind: 'dumbbells'
  /** Lanes used. */
  readonly lanes: number
  readonly flows: readonly (TimelineFlow & { readonly lane: number })[]
}

/** Flows that were there at a time, per column of the picture; a flow counts in every column that its span touches. */
export interface TimelineDensity {
  readonly kind: 'density'
  /** Flows in the fullest column. */
  readonly most: number
  /** Only outcomes that occur; each has a count per column. */
  readonly outcomes: readonly { readonly outcome: OutcomeName; readonly counts: Uint32Array }[]
  /** Of them, those that are judged badly; per column. */
  readonly stuck: Uint32Array
  readonly warning: Uint32Array
}

/** Flows whose span touches a range of time, whatever else they are filtered by. */
export interface TimelineCounts {
  readonly flows: number
  readonly outcomes: Readonly<Partial<Record<OutcomeName, number>>>
  readonly severities: Readonly<Record<Severity, number>>
}

export interface Timeline extends TimeRange {
  /** All of the capture came at one moment, which stands in the middle of the range. */
  readonly isMoment?: true
  /** Flows that pass the filter, but for its time range, and touch what is drawn. */
  readonly flows: number
  readonly drawing: TimelineDumbbells | TimelineDensity
  /** The flow that was asked for, whether it passes the filter or not; null: none was. */
  readonly selected: TimelineFlow | null
  /** What the filter's time range holds; null: it has none. */
  readonly inRange: TimelineCounts | null
}
