/**
 * Queries that the window and the command line put to the engine, and its answers. Over a MessagePort a query travels
 * as EngineRequest and comes back as EngineAnswer with the same id; EngineEvent arrives unasked. Arguments come from
 * the sandboxed window, the less trusted side, and are validated by these schemas at the engine's door.
 */
import { z } from 'zod'
import { TIMER_CHOICES, TIMER_RANGES, type TimerValues } from './assumptions'
import { type ExplainedLoss, type ExplainView, explainQuerySchemas } from './explain'
import { anonymisingSchema, type ExportedLadder, ladderExportSchema, togetherExportSchema } from './exports'
import {
  FILTER_LETTERS_MOST,
  type FilterCheck,
  type FilterCompletions,
  type FilterProgress,
  filterQuerySchemas,
} from './filter'
import type { CaptureVerdict, Flow, Severity, Side, Verdict, VerdictCertainty } from './flow'
import { type FollowAnswers, followExportSchema, followQuerySchemas } from './follow'
import { type GraphAnswers, graphExportSchema, graphQuerySchemas } from './graphs'
import {
  LADDER_LEVELS,
  type LadderAxis,
  type LadderDifference,
  type LadderFiltered,
  type LadderLevel,
  type LadderMap,
  type LadderMatches,
  type LadderPeers,
  ladderQuerySchemas,
  type RowTally,
} from './ladder'
import { STATE_NAMES, type StateName } from './names'
import { LANGUAGES, type Language } from './preferences'
import { type KernelView, SOCKET_SORTS, type SocketPage, type TimeWaitBoard } from './sockets'
import type { Timeline } from './timeline'
import { type TogetherAnswers, togetherQuerySchemas } from './together'
import { type Told, toldSchema } from './told'
import type { SegmentFate, TwoEndsFlow, TwoEndsReport } from './twoEnds'
import type { FlowId, FrameNumber, SegmentIndex } from './units'
import { type WiresharkAnswers, wiresharkQuerySchemas } from './wireshark'

const index = z.number().int().min(0).max(0xffffffff)
const timer = (name: keyof TimerValues) => {
  const [least, most] = TIMER_RANGES[name]
  return z.number().min(least).max(most)
}

export const FLOW_SORTS = [
  'order',
  'verdict',
  'client',
  'server',
  'state',
  'start',
  'duration',
  'bytes',
  'rtt',
  'retransmissions',
  'last',
] as const
export type FlowSort = (typeof FLOW_SORTS)[number]

/** How a flow stands, as the overview counts it: the state of the less advanced endpoint; 'RESET' where it was reset. */
export const OUTCOMES = [...STATE_NAMES, 'RESET'] as const
export type Outcome = (typeof OUTCOMES)[number]

/** Which flows a list shows: every given part must hold. */
export const flowFilterSchema = z.object({
  /** A display filter; see docs/filter.md. '' or absent: none. One that is wrong is an error: see the query filterCheck. */
  expression: z.string().max(FILTER_LETTERS_MOST).optional(),
  /**
   * Text looked for in both endpoints (`address:port`), the service and its server's name, state names, the verdict's
   * title and, of a live capture, the names of processes; case-insensitive.
   */
  text: z.string().max(500).default(''),
  severity: z.enum(['ok', 'note', 'warning', 'stuck']).nullable().default(null),
  /** A state that either endpoint is in, or 'RESET' for flows that ended by reset. */
  state: z.string().max(20).nullable().default(null),
  /** Exactly the flows that `CaptureSummary.outcomes` counts under this name. */
  outcome: z.enum(OUTCOMES).nullable().default(null),
  /** Flows whose span from first to last segment touches this one: nanoseconds since the epoch, see timeline.ts. */
  timeRange: z.object({ from: z.number(), to: z.number() }).nullable().default(null),
})
export type FlowFilter = z.infer<typeof flowFilterSchema>

/** Which packets of a capture are saved. */
export const saveSelectionSchema = z.discriminatedUnion('what', [
  z.object({ what: z.literal('all') }),
  z.object({ what: z.literal('filtered'), filter: flowFilterSchema }),
  z.object({ what: z.literal('flows'), flows: z.array(index).min(1).max(100_000) }),
])
export type SaveSelection = z.infer<typeof saveSelectionSchema>

/** What the engine writes into a file that isn't a capture: a ladder, a list of flows, a report. */
export const exportOrderSchema = z.discriminatedUnion('what', [
  ladderExportSchema.extend({ what: z.literal('ladder') }),
  togetherExportSchema.extend({ what: z.literal('together') }),
  graphExportSchema.extend({ what: z.literal('graph') }),
  /** Flows in order of their first segments. */
  z.object({
    what: z.literal('flows'),
    format: z.enum(['csv', 'json']),
    filter: flowFilterSchema,
    isAnonymised: z.boolean().optional(),
  }),
  /** The whole capture, on one page of HTML. */
  z.object({ what: z.literal('report'), isAnonymised: z.boolean().optional() }),
  /** What the endpoints of a flow said: it can't be had with other names. */
  followExportSchema.extend({ what: z.literal('follow'), isAnonymised: z.literal(false).optional() }),
])
export type ExportOrder = z.output<typeof exportOrderSchema>

/** Arguments of each query. */
export const querySchemas = {
  /** Facts of the capture so far. */
  summary: z.object({}),
  /** A page of the flow list. */
  flows: z.object({
    sort: z.enum(FLOW_SORTS),
    descending: z.boolean(),
    filter: flowFilterSchema,
    from: index,
    count: index.max(1000),
  }),
  /**
   * Flows over time: one by one where they find room in so many lanes, else how many there are per column of a picture
   * `width` pixels wide. `from`, `to`: nanoseconds since the epoch; null: from the first segment, to the end of what is
   * known. `flow`: a flow to be told apart.
   */
  timeline: z.object({
    from: z.number().nullable().default(null),
    to: z.number().nullable().default(null),
    width: z.int().min(1).max(16_384),
    lanes: z.int().min(1).max(500),
    filter: flowFilterSchema,
    flow: index.nullable().default(null),
  }),
  /** One flow, whole. */
  flow: z.object({ flow: index }),
  /** What is said of a flow, in each language. */
  flowWords: z.object({ flow: index }),
  /** Where a flow stands in a sorted, filtered list: its row, or null. */
  flowRow: z.object({ flow: index, sort: z.enum(FLOW_SORTS), descending: z.boolean(), filter: flowFilterSchema }),
  /** The ladder's plan: how many rows, brackets, what can be unfolded. `unfolded` lists first segments of folds that are open. */
  ladder: z.object({
    flow: index,
    unfolded: z.array(index).max(10_000).default([]),
    level: z.enum(LADDER_LEVELS).default('segments'),
  }),
  /** Rows of the ladder planned last for this flow. */
  ladderRows: z.object({ flow: index, from: index, to: index }),
  /** The ladder row that shows a frame: its row number, or null. */
  ladderRowOfFrame: z.object({ flow: index, frame: index }),
  ...ladderQuerySchemas,
  ...togetherQuerySchemas,
  ...graphQuerySchemas,
  ...explainQuerySchemas,
  ...followQuerySchemas,
  /** A whole ladder as text or picture, planned anew: what is on screen stays. */
  ladderExport: ladderExportSchema,
  ladderTogetherExport: togetherExportSchema,
  /** One segment as a tree of layers and fields, with its frame's bytes. */
  segment: z.object({ segment: index }),
  /** What is wrong with the capture, and with one flow of it, and which verdicts that weakens. */
  quality: z.object({ flow: index.nullable().default(null) }),
  /** Judgements about the capture as a whole, the worst first. */
  captureVerdicts: z.object({}),
  /** Assumes these timers of every flow's ends from now on; verdicts and ladders follow. */
  assume: z.object({
    client: z.enum(TIMER_CHOICES),
    server: z.enum(TIMER_CHOICES),
    timers: z
      .object({
        synRetries: timer('synRetries').int().optional(),
        rtoMax: timer('rtoMax').optional(),
        finWait2: timer('finWait2').optional(),
        timeWait: timer('timeWait').optional(),
        keepAliveIdle: timer('keepAliveIdle').optional(),
      })
      .optional(),
  }),
  /** Says everything in this language from now on. */
  speak: z.object({ language: z.enum(LANGUAGES) }),
  /** Two captures told together: how far that is, and what the two have in common. */
  twoEnds: z.object({}),
  /** Flows of the two captures. */
  twoEndsFlows: z.object({ from: index, count: index.max(1000) }),
  /** Segments of one of these flows, by its place among them. */
  twoEndsSegments: z.object({ flow: index, from: index, count: index.max(1000) }),
  /** This host's TCP sockets, joined to the flows of a live capture. `text`: found in addresses, ports and processes. */
  sockets: z.object({
    sort: z.enum(SOCKET_SORTS),
    descending: z.boolean(),
    text: z.string().max(500).default(''),
    state: z.enum(STATE_NAMES).nullable().default(null),
    from: index,
    count: index.max(1000),
  }),
  /** Endpoints in TIME_WAIT, and the ports that they hold. */
  timeWaits: z.object({ from: index, count: index.max(1000) }),
  /** What the kernel says of a flow's ends. */
  kernel: z.object({ flow: index }),
  ...filterQuerySchemas,
  ...wiresharkQuerySchemas,
} as const
export type QueryName = keyof typeof querySchemas
export type QueryArguments<Name extends QueryName> = z.input<(typeof querySchemas)[Name]>

/** A problem that kept the engine from reading all of a capture. */
export interface CaptureProblem {
  /** One sentence: file, offset where it applies, and what to do. */
  readonly message: string
  /** The same in each language: it outlives the engine that can't read on. */
  readonly told: Told
  readonly path: string
  /** Byte offset where reading stopped; null where it doesn't apply. */
  readonly offset: number | null
  /** Nothing could be read at all. */
  readonly fatal: boolean
}

/** A capture that is being made while it is read. */
export interface LiveFacts {
  /** More may come. */
  readonly isFollowing: boolean
  /** Nanoseconds since the epoch: until when the capture is known to be complete; verdicts hold for this moment. */
  readonly now: bigint
  /** Packets whose bytes are gone with the oldest files of a ring. */
  readonly forgotten: number
  /** Why packets no longer come in although the capture goes on, and what to do; null: they do. */
  readonly halted: string | null
}

export interface CaptureSummary {
  readonly path: string
  readonly name: string
  readonly format: 'pcap' | 'pcapng' | 'snoop' | 'unknown'
  readonly bytesRead: number
  readonly bytesTotal: number
  readonly frames: number
  readonly segments: number
  readonly flows: number
  /** Frames that hold no TCP segment that we read. */
  readonly otherFrames: number
  /** Frames that the capture cut short. */
  readonly cutFrames: number
  /** Nanoseconds since the epoch; null while there is no frame. */
  readonly first: bigint | null
  readonly last: bigint | null
  /** Milliseconds spent reading so far. */
  readonly elapsedMs: number
  readonly done: boolean
  readonly problem: CaptureProblem | null
  readonly outcomes: Readonly<Partial<Record<Outcome, number>>>
  readonly severities: Readonly<Record<Severity, number>>
  /** Comments of the capture (pcapng), at most 100. */
  readonly comments: readonly string[]
  /** null: a saved capture. */
  readonly live: LiveFacts | null
}

/** What is said of a flow in each language: an engine that ends can't be asked again. */
export interface FlowWords {
  readonly flow: FlowId
  readonly in: Readonly<Record<Language, Pick<Flow, 'verdict' | 'also'>>>
}

export interface FlowPage {
  readonly from: number
  /** Flows that pass the filter. */
  readonly total: number
  readonly rows: readonly Flow[]
}

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

export type QualityIssueId =
  | 'truncated'
  | 'drops'
  | 'clock-backwards'
  | 'duplicates'
  | 'super-segments'
  | 'offloaded-checksums'
  | 'bad-checksums'
  | 'cut-frames'
  | 'one-way'
  | 'missing-segments'
  | 'gaps'
  | 'mid-stream'

/** Something wrong with a capture, or with what it holds of a flow. */
export interface QualityIssue {
  readonly id: QualityIssueId
  /** Frames, segments or packets that it concerns. */
  readonly count: number
  readonly sentence: string
  /** Ids of the verdicts that rest on what is wrong. */
  readonly weakens: readonly string[]
  /** How sure these verdicts can be at most. */
  readonly lowersTo: VerdictCertainty
}

export interface Quality {
  readonly capture: readonly QualityIssue[]
  /** Of the flow that was asked about; none: no flow was. */
  readonly flow: readonly QualityIssue[]
}

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

/** Answers of each query. A query about something that isn't there answers null. */
export interface QueryAnswers extends TogetherAnswers, GraphAnswers, FollowAnswers, WiresharkAnswers {
  summary: CaptureSummary
  flows: FlowPage
  flow: Flow | null
  /** null: there is no such flow. */
  flowWords: FlowWords | null
  flowRow: number | null
  timeline: Timeline
  ladder: LadderOutline | null
  ladderRows: LadderRows | null
  ladderRowOfFrame: number | null
  ladderExport: ExportedLadder | null
  /** null: there is no such flow. */
  ladderTogetherExport: ExportedLadder | null
  ladderAxis: LadderAxis | null
  ladderRowsBetween: LadderRows | null
  ladderMap: LadderMap | null
  ladderDifference: LadderDifference | null
  ladderSearch: LadderMatches | null
  ladderPeers: LadderPeers | null
  explain: ExplainView | null
  explainLoss: ExplainedLoss | null
  segment: SegmentDetail | null
  quality: Quality
  captureVerdicts: readonly CaptureVerdict[]
  assume: null
  speak: null
  /** null: one capture is open. */
  twoEnds: TwoEndsStatus | null
  twoEndsFlows: TwoEndsFlowPage | null
  twoEndsSegments: TwoEndsSegmentPage | null
  /** null: a saved capture, of which this host's kernel knows nothing. */
  sockets: SocketPage | null
  timeWaits: TimeWaitBoard | null
  kernel: KernelView | null
  filterCheck: FilterCheck
  filterComplete: FilterCompletions
  filterProgress: FilterProgress
  filterByField: string | null
  /** null: there is no such flow, or the text is no filter. */
  ladderFilter: LadderFiltered | null
  ladderFilterBeside: number | null
}

export interface EngineRequest {
  readonly id: number
  readonly query: QueryName
  readonly args: unknown
}
export type EngineAnswer =
  | { readonly id: number; readonly ok: true; readonly value: unknown }
  | { readonly id: number; readonly ok: false; readonly error: string }
export type EngineEvent = { readonly event: 'progress'; readonly summary: CaptureSummary }

/** What main tells the engine's process. */
export const engineCommandSchema = z.discriminatedUnion('command', [
  /** Before a capture is opened: what keeps it from being read is told at once. Later the window says so by its query. */
  z.object({ command: z.literal('speak'), language: z.enum(LANGUAGES) }),
  /**
   * `other`: the capture taken at the other end; null: one capture alone. `parts`: captures that are read with it as one,
   * in order of time.
   */
  z.object({
    command: z.literal('open'),
    path: z.string().min(1),
    other: z.string().min(1).nullable(),
    parts: z.array(z.string().min(1)).default([]),
  }),
  /** Opens a capture that is being written, and this host's sockets beside it; null: the sockets alone. */
  z.object({ command: z.literal('follow'), path: z.string().min(1).nullable(), isPast: z.boolean() }),
  /** A ring goes on in `path`; `removed`: the file that it gave up. */
  z.object({ command: z.literal('next'), path: z.string().min(1), removed: z.string().min(1).nullable() }),
  /** Nothing more will be written. */
  z.object({ command: z.literal('ended') }),
  /** Writes a pcapng of its own; answered by a `saved` report of the same number. */
  z.object({
    command: z.literal('save'),
    id: z.int().nonnegative(),
    path: z.string().min(1),
    selection: saveSelectionSchema,
    /** Verdicts as comments of the packets that prove them. */
    hasComments: z.boolean(),
    /** null: as they are. */
    anonymising: anonymisingSchema.nullable().default(null),
  }),
  /** Writes an export; answered by an `exported` report of the same number. */
  z.object({
    command: z.literal('export'),
    id: z.int().nonnegative(),
    path: z.string().min(1),
    order: exportOrderSchema,
  }),
  /** The file of this number is no longer wanted: what is written of it goes. */
  z.object({ command: z.literal('cancelWriting'), id: z.int().nonnegative() }),
  z.object({ command: z.literal('cancel') }),
])
export type EngineCommand = z.infer<typeof engineCommandSchema>

/** What the engine's process tells main: that the file is a capture, or isn't one; that the reading is over; a save. */
export const engineReportSchema = z.union([
  z.enum(['readable', 'unreadable', 'done']),
  z.object({
    report: z.literal('saved'),
    id: z.int().nonnegative(),
    /** Packets written; null: it failed, see `message`. */
    packets: z.int().nonnegative().nullable(),
    /** Nothing where it was cancelled. */
    message: toldSchema,
  }),
  z.object({
    report: z.literal('exported'),
    id: z.int().nonnegative(),
    isWritten: z.boolean(),
    /** Why not; nothing where it is, or where it was cancelled. */
    message: toldSchema,
  }),
  /** How far a file that is being saved or exported is: 0 to 1. Only of those that take long. */
  z.object({ report: z.literal('writing'), id: z.int().nonnegative(), share: z.number().min(0).max(1) }),
])
export type EngineReport = z.infer<typeof engineReportSchema>
