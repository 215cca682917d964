/** What a ladder can be asked besides its rows: levels of detail, its time axis, its map, differences, and searches. */
import { z } from 'zod'
import { FILTER_LETTERS_MOST, type FilterProblem } from './filter'
import type { Side } from './flow'
import type { FlowId, FrameNumber, SegmentIndex } from './units'

const index = z.number().int().min(0).max(0xffffffff)
/** Nanoseconds since the flow's first segment; a few are before it where a clock went backwards. */
const moment = z.number()

/** How closely a ladder looks, from afar to near. */
export const LADDER_LEVELS = ['phases', 'exchanges', 'segments'] as const
export type LadderLevel = (typeof LADDER_LEVELS)[number]

/** Rows of one question about a filter: more are never on screen. */
export const FILTERED_ROWS_MOST = 4096

/** Arguments of the queries about the ladder planned last for a flow. */
export const ladderQuerySchemas = {
  /** How time runs along the flow: where it is quiet, and how long segments are under way. */
  ladderAxis: z.object({ flow: index }),
  /** Rows between two moments, at most `most` of them: where more are, those that tell most. */
  ladderRowsBetween: z.object({ flow: index, from: moment, to: moment, most: index.min(1).max(2000) }),
  /** The whole ladder in at most 4,096 steps: of equal rows, or, where `edges` are given, between these moments. */
  ladderMap: z.object({
    flow: index,
    steps: index.min(1).max(4096),
    edges: z.array(moment).max(4097).nullable().default(null),
  }),
  /** What lies between two frames. */
  ladderDifference: z.object({ flow: index, from: index, to: index }),
  /** Rows that hold what `text` says, from the `after`th segment on; a part of a long flow at a time. */
  ladderSearch: z.object({ flow: index, text: z.string().max(FILTER_LETTERS_MOST), after: index.default(0) }),
  /**
   * A display filter over the flow's segments, where `text` is one: how many segments of each of `rows` pass. Works for a
   * moment: ask again while its share is less than 1.
   */
  ladderFilter: z.object({
    flow: index,
    text: z.string().max(FILTER_LETTERS_MOST),
    rows: z.array(index).max(FILTERED_ROWS_MOST),
  }),
  /** The row of the next segment that passes it after `row`, or of the one before; -1: no row. */
  ladderFilterBeside: z.object({
    flow: index,
    text: z.string().max(FILTER_LETTERS_MOST),
    row: z.int().min(-1).max(0xffffffff),
    isForward: z.boolean(),
  }),
  /** The segments that a segment has to do with. */
  ladderPeers: z.object({ flow: index, segment: index }),
} as const

/** What a folded row holds. Pairs are of the client's and the server's segments. */
export interface RowTally {
  readonly segments: { readonly client: number; readonly server: number }
  /** Payload bytes. */
  readonly bytes: { readonly client: number; readonly server: number }
  readonly retransmissions: number
  /** Segments that shut the window, or leave it shut. */
  readonly zeroWindows: number
  readonly resets: number
}

/** A stretch of silence, in nanoseconds since the flow's first segment. */
export interface AxisBreak {
  readonly from: number
  readonly to: number
}

export interface LadderAxis {
  readonly flow: FlowId
  /** Nanoseconds from the flow's first segment to its last. */
  readonly span: number
  /** Ascending; at most 500, the longest where there are more. */
  readonly breaks: readonly AxisBreak[]
  /** Nanoseconds that a segment takes between the capture and each end, presumed from half the shortest answers. */
  readonly delays: Readonly<Record<Side, number>> | null
  /** Rows after the last segment: what is waited for. */
  readonly endings: number
}

/** Bits of a step of the map. */
export const MAP_LOSS = 1
export const MAP_ZERO_WINDOW = 2
export const MAP_RESET = 4

export interface LadderMap {
  /** Segments of each step. */
  readonly segments: readonly number[]
  /** MAP_ bits of each step. */
  readonly events: readonly number[]
}

/** One of two segments whose difference is told. */
export interface MarkedSegment {
  readonly frame: FrameNumber
  readonly from: Side
  readonly seq: number
  readonly ack: number
  readonly length: number
}

export interface LadderDifference {
  readonly first: MarkedSegment
  readonly second: MarkedSegment
  /** Nanoseconds from the first to the second. */
  readonly timeNs: number
  /** Segments strictly between them, and payload bytes from after the first through the second, by sender. */
  readonly segmentsBetween: number
  readonly bytes: Readonly<Record<Side, number>>
  /** Second less first; null: they are of different senders or flows, whose numbers don't compare. */
  readonly seq: number | null
  readonly ack: number | null
  /** The second's ack less what follows the first in sequence; 0: just that; null: they are of the same sender or of two flows, or it acknowledges nothing. */
  readonly acked: number | null
}

export interface LadderMatches {
  readonly flow: FlowId
  /** Rows that match, ascending, each once. */
  readonly rows: readonly number[]
  /** Segments that match. */
  readonly matches: number
  /** Where to go on, to be given as `after`; null: this was the last part. */
  readonly next: number | null
  /** The text is a display filter, which `ladderFilter` answers. */
  readonly isFilter?: true
}

/** What of a ladder passes a display filter, as far as that is known. */
export interface LadderFiltered {
  readonly flow: FlowId
  readonly text: string
  /** null: nothing is wrong with it. */
  readonly problem: FilterProblem | null
  /** Segments of the flow, and those that pass so far. */
  readonly segments: number
  readonly matches: number
  /** Part of the segments that were looked at. */
  readonly share: number
  /** Segments that pass, of each row asked about. */
  readonly counts: readonly number[]
  /** Some rows with segments that pass, ascending, spread over the whole: for a picture of it. */
  readonly spread: readonly number[]
}

/** A segment and the row that shows it. */
export interface PeerSegment {
  readonly frame: FrameNumber
  readonly segment: SegmentIndex
  readonly row: number
}

export interface LadderPeers {
  readonly segment: SegmentIndex
  readonly frame: FrameNumber
  /** What it acknowledges, what first acknowledges it, what it repeats, what repeats it; null: none, or not in reach. */
  readonly acks: PeerSegment | null
  readonly ackedBy: PeerSegment | null
  readonly repeats: PeerSegment | null
  readonly repeatedBy: PeerSegment | null
}
