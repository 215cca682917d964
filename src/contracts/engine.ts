/**
 * Queries that the window and the command line put to the engine, and its answers. Over a MessagePort a query travels
 * as EngineRequest and comes back as EngineAnswer with the same id; EngineEvent arrives unasked. Arguments come from
 * the sandboxed window, the less trusted side, and are validated by these schemas at the engine's door.
 */
import { z } from 'zod'
import { TIMER_CHOICES, TIMER_RANGES, type TimerValues } from './assumptions'
import { type ExplainedLoss, type ExplainView, explainQuerySchemas } from './explain'
import { type ExportedLadder, ladderExportSchema, togetherExportSchema } from './exports'
import { type FilterCheck, type FilterCompletions, type FilterProgress, filterQuerySchemas } from './filter'
import type { CaptureVerdict, Flow } from './flow'
import { FLOW_SORTS, type FlowPage, flowFilterSchema } from './flowList'
import { type FollowAnswers, followQuerySchemas } from './follow'
import { type GraphAnswers, graphQuerySchemas } from './graphs'
import {
  LADDER_LEVELS,
  type LadderAxis,
  type LadderDifference,
  type LadderFiltered,
  type LadderMap,
  type LadderMatches,
  type LadderPeers,
  ladderQuerySchemas,
} from './ladder'
import type { LadderOutline, LadderRows } from './ladderRows'
import { STATE_NAMES } from './names'
import { LANGUAGES, type Language } from './preferences'
import type { SegmentDetail } from './segment'
import { type KernelView, SOCKET_SORTS, type SocketPage, type TimeWaitBoard } from './sockets'
import type { CaptureSummary, Quality } from './summary'
import type { Timeline } from './timeline'
import { type TogetherAnswers, togetherQuerySchemas } from './together'
import type { TwoEndsFlowPage, TwoEndsSegmentPage, TwoEndsStatus } from './twoEndsPages'
import type { FlowId } from './units'
import { type WiresharkAnswers, wiresharkQuerySchemas } from './wireshark'

const index = z.number().int().min(0).max(0xffffffff)
const timer = (name: keyof TimerValues) => {
  const [least, most] = TIMER_RANGES[name]
  return z.number().min(least).max(most)
}

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

/** What is said of a flow in each language: an engine that ends can't be asked again. */
export interface FlowWords {
  readonly flow: FlowId
  readonly in: Readonly<Record<Language, Pick<Flow, 'verdict' | 'also'>>>
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
