/** A ladder's plan: its outline, and its rows, which the window and the exports draw. */
import type { Side, Verdict } from './flow'
import type { LadderLevel, RowTally } from './ladder'
import type { StateName } from './names'
import type { FlowId, FrameNumber, SegmentIndex } from './units'

/** A span of ladder rows with a name: "Handshake", "Four-way close". */
export interface LadderBracket {
  readonly from: number
  /** Last row, inclusive. */
  readonly to: number
  readonly title: string
  readonly kind: 'open' | 'close' | 'stall' | 'reset'
  /** Nanoseconds since the flow's first segment; null: to the end of the ladder. */
  readonly fromNs?: number
  readonly toNs?: number | null
}

export interface LadderOutline {
  readonly flow: FlowId
  readonly client: { readonly address: string; readonly port: number }
  readonly server: { readonly address: string; readonly port: number }
  readonly rows: number
  readonly level?: LadderLevel
  /** Segments of the flow, folded ones included. */
  readonly segments: number
  readonly brackets: readonly LadderBracket[]
  /** Rows that `[` and `]` jump between: handshake, loss, stall, reset, close. */
  readonly events: readonly number[]
  readonly verdict: Verdict
  /** Another number: another ladder, whose rows are to be asked for anew. The same: nothing moved. */
  readonly revision?: number
  /** Nanoseconds since the epoch: until when the capture was known to be complete when this was planned. */
  readonly knownUntil?: bigint
}

/** What a lifeline is at a row. */
export interface LifelineState {
  readonly state: StateName
  /** false: presumed, drawn hatched. */
  readonly proved: boolean
}

/** Kinds of arrow, which pick its colour and line; never colour alone. */
export type ArrowKind =
  | 'open'
  | 'data'
  | 'ack'
  | 'close'
  | 'retransmission'
  | 'out-of-order'
  | 'reset'
  | 'probe'
  | 'zero-window'

interface LadderRowBase {
  readonly row: number
  /** State of both lifelines after this row. */
  readonly client: LifelineState
  readonly server: LifelineState
}

/** One segment. */
export interface SegmentRow extends LadderRowBase {
  readonly kind: 'segment'
  readonly segment: SegmentIndex
  readonly frame: FrameNumber
  readonly from: Side
  /** Nanoseconds since the epoch. */
  readonly time: bigint
  readonly flags: string
  readonly seq: number
  readonly ack: number
  readonly length: number
  /** Advertised window in bytes. */
  readonly window: number
  readonly analysis: readonly string[]
  readonly arrow: ArrowKind
  /** The field's words: `SYN seq 0 mss 1460`, `PSH,ACK 1,448 B`. */
  readonly label: string
  /** Row of the first try, where this one repeats a segment and the try is on this ladder; else null. */
  readonly repeats: number | null
  /** Sent again before anything acknowledged it: presumably lost, drawn as a broken arrow. */
  readonly lost?: boolean
  /** Frame that this segment acknowledges, and nanoseconds since. */
  readonly acks: FrameNumber | null
  readonly rttNs: number | null
}

/** A run of data and its ACKs, folded. */
export interface FoldRow extends LadderRowBase {
  readonly kind: 'fold'
  readonly segment: SegmentIndex
  readonly firstFrame: FrameNumber
  readonly lastFrame: FrameNumber
  readonly time: bigint
  readonly count: number
  readonly bytes: number
  readonly durationNs: number
  readonly label: string
  /** A turn: who speaks in it. */
  readonly from?: Side | null
  /** A phase: its name. */
  readonly phase?: string
  /** States that each end was in during a phase before the one it has after it, at most four, in their order. */
  readonly passed?: Readonly<Record<Side, readonly LifelineState[]>>
  /** Of a phase or a turn. */
  readonly tally?: RowTally
}

/** Quiet time between two segments. */
export interface QuietRow extends LadderRowBase {
  readonly kind: 'quiet'
  readonly durationNs: number
  readonly label: string
}

/** What the last state waits for: TIME_WAIT with its 2MSL, or a segment that should have come. */
export interface TailRow extends LadderRowBase {
  readonly kind: 'tail'
  readonly side: Side
  /** Nanoseconds from the state's start to the end of the capture. */
  readonly elapsedNs: number
  /** Nanoseconds that the wait lasts by the assumed timer; null: no timer ends it. */
  readonly totalNs: number | null
  readonly label: string
}

/** A segment that should have come and didn't. */
export interface GhostRow extends LadderRowBase {
  readonly kind: 'ghost'
  readonly from: Side
  readonly label: string
}
export type LadderRow = SegmentRow | FoldRow | QuietRow | TailRow | GhostRow

export interface LadderRows {
  readonly flow: FlowId
  readonly from: number
  readonly rows: readonly LadderRow[]
}
