/** Ladders of several flows drawn together: what the engine is asked about them, and its answers. */
import { z } from 'zod'
import type { Side, Verdict } from './flow'
import {
  LADDER_LEVELS,
  type LadderAxis,
  type LadderDifference,
  type LadderLevel,
  type LadderMap,
  type LadderMatches,
  ladderQuerySchemas,
} from './ladder'
import type { LadderBracket, LadderRow, LifelineState } from './ladderRows'
import type { FlowId } from './units'

/** Flows that one ladder shows at most. */
export const TOGETHER_MOST = 8

const index = z.number().int().min(0).max(0xffffffff)
/** A frame of one of the flows. */
const spot = z.object({ flow: index, frame: index })

/** Arguments of the queries about several flows' ladders. */
export const togetherQuerySchemas = {
  /** Plans these flows' ladders together. `unfolded` lists first segments of rows that are open, of whichever flow. */
  ladderTogether: z.object({
    flows: z.array(index).min(1).max(TOGETHER_MOST),
    unfolded: z.array(index).max(10_000).default([]),
    level: z.enum(LADDER_LEVELS).default('segments'),
  }),
  /** Rows of the ladders planned together last. */
  ladderTogetherRows: z.object({ from: index, to: index }),
  /** The row of these that shows a frame of this flow: its row number, or null. */
  ladderTogetherRowOfFrame: z.object({ flow: index, frame: index }),
  /** Rows of these that hold what `text` says, a part of a flow at a time: `after` is `next` of the part before. */
  ladderTogetherSearch: z.object({ text: z.string().max(200), after: index.default(0) }),
  /** How time runs along all of these. Moments are nanoseconds since the first segment of all. */
  ladderTogetherAxis: z.object({}),
  /** As ladderRowsBetween of one. */
  ladderTogetherRowsBetween: ladderQuerySchemas.ladderRowsBetween.omit({ flow: true }),
  /** As ladderMap of one. */
  ladderTogetherMap: ladderQuerySchemas.ladderMap.omit({ flow: true }),
  /** What lies between two frames, of one of these flows or of two. */
  ladderTogetherDifference: z.object({ from: spot, to: spot }),
} as const

interface TogetherEnd {
  readonly address: string
  readonly port: number
}

/** One of the flows, in the order in which they were asked for; its place among them names it. */
export interface TogetherFlow {
  readonly flow: FlowId
  readonly client: TogetherEnd
  readonly server: TogetherEnd
  readonly segments: number
  readonly verdict: Verdict
  /** Its first row; rows count those of all flows. */
  readonly firstRow: number
  /** Their rows and moments count from the first of all. */
  readonly brackets: readonly LadderBracket[]
}

/** An end of one of the flows; `place`: that of the flow. */
export interface HostEnd {
  readonly place: number
  readonly side: Side
}

/** A line down the ladder: an address, and whose state bars stand there. */
export interface Host {
  readonly address: string
  /** The ends that stand here where a flow has both at one address; null: all ends of the address. */
  readonly role: Side | null
  readonly ends: readonly HostEnd[]
}

export interface TogetherOutline {
  readonly flows: readonly TogetherFlow[]
  /** From left to right. */
  readonly hosts: readonly Host[]
  readonly rows: number
  readonly level: LadderLevel
  /** Rows that `[` and `]` jump between, of all flows. */
  readonly events: readonly number[]
  /** Nanoseconds since the epoch of the first segment of all; 0: there is none. */
  readonly first: bigint
  /** Nanoseconds from there to the last segment of all. */
  readonly span: number
  /** As of a single ladder. */
  readonly revision: number
  readonly knownUntil: bigint
}

export type EndStates = Readonly<Record<Side, LifelineState>>

/** A row and whose it is. */
export interface PlacedRow {
  readonly row: number
  /** Place of the flow that it is of; null: silence of all. */
  readonly place: number | null
  /** The row; `row` and `repeats` count those of all flows. */
  readonly shown: LadderRow
}

export interface TogetherRow extends PlacedRow {
  /** States of each flow's ends after this row; null: the flow has not begun. */
  readonly ends: readonly (EndStates | null)[]
}

export interface TogetherRows {
  readonly from: number
  readonly rows: readonly TogetherRow[]
}

/** As LadderAxis of one; what is waited for is of all, the last rows. */
export interface TogetherAxis extends Pick<LadderAxis, 'span' | 'breaks' | 'endings'> {
  /** Of each flow, by place. */
  readonly delays: readonly LadderAxis['delays'][]
}

export interface TogetherAnswers {
  /** null: there is no such flow. */
  ladderTogether: TogetherOutline | null
  /** null: none were planned. */
  ladderTogetherRows: TogetherRows | null
  ladderTogetherRowOfFrame: number | null
  /** Rows ascend within an answer, not from one to the next. null: none were planned. */
  ladderTogetherSearch: LadderMatches | null
  ladderTogetherAxis: TogetherAxis | null
  /** Ascending. */
  ladderTogetherRowsBetween: readonly PlacedRow[] | null
  ladderTogetherMap: LadderMap | null
  /**
   * Of two flows: what lies between is of all these flows in the order of the capture, and numbers don't compare. null:
   * there is no such frame.
   */
  ladderTogetherDifference: LadderDifference | null
}
