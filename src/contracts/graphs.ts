/**
 * Graphs of one flow over time: what the engine is asked, and its answers. Times are nanoseconds since the flow's first
 * segment as plain numbers; sequence numbers are relative, past 2^32 where the flow goes there.
 */
import { z } from 'zod'
import type { Side } from './flow'
import type { FlowId, FrameNumber, SegmentIndex } from './units'

/** `stevens`, `tcptrace`: time-sequence, plain and with all that acknowledges. */
export const GRAPH_KINDS = ['stevens', 'tcptrace', 'roundTrip', 'window', 'throughput'] as const
export type GraphKind = (typeof GRAPH_KINDS)[number]

const index = z.number().int().min(0).max(0xffffffff)

export const graphQuerySchemas = {
  /**
   * A graph of what `direction` sent (null: the side that sent more), decimated to what `width` pixels show. `from` and
   * `to` null: the whole flow. `segment`: one to be told where it stands.
   */
  graph: z.object({
    flow: index,
    kind: z.enum(GRAPH_KINDS),
    direction: z.enum(['client', 'server']).nullable().default(null),
    from: z.number().nullable().default(null),
    to: z.number().nullable().default(null),
    width: z.int().min(1).max(8192),
    segment: index.nullable().default(null),
  }),
} as const

/** All points of a graph, as a CSV table; see docs/graphs.md. */
export const graphExportSchema = z.object({
  flow: index,
  kind: z.enum(GRAPH_KINDS),
  direction: z.enum(['client', 'server']),
  format: z.literal('csv'),
  isAnonymised: z.boolean().optional(),
})
export type GraphExport = z.output<typeof graphExportSchema>

/** What the points of a series mean. */
export const GRAPH_ROLES = [
  'receiveWindow',
  'ack',
  'sack',
  'data',
  'outOfOrder',
  'retransmission',
  'probe',
  'syn',
  'fin',
  'reset',
  'zeroWindow',
  'windowFull',
  'sample',
  'smoothed',
  'advertised',
  'inFlight',
  'throughput',
  'goodput',
] as const
export type GraphRole = (typeof GRAPH_ROLES)[number]

/** `steps`: a value holds until the next; `bars`: from `low` to `high` at one moment. */
export type GraphShape = 'dots' | 'bars' | 'line' | 'steps'

/** Points in order of time. Of `line` and `steps`, one point before and one after the range where there are any. */
export interface GraphSeries {
  readonly role: GraphRole
  readonly shape: GraphShape
  readonly time: Float64Array
  readonly low: Float64Array
  /** Upper ends of `bars`; null: points. */
  readonly high: Float64Array | null
  /** The segment that a point comes of; 0xffffffff: of several. A bar may hold some that follow each other. */
  readonly segment: Uint32Array
  readonly frame: Uint32Array
  /** Points in the range before they were decimated. */
  readonly total: number
}

/** Where a segment stands. */
export interface GraphMark {
  readonly segment: SegmentIndex
  readonly frame: FrameNumber
  readonly time: number
  /** null: it has no value of its own in this graph. */
  readonly value: number | null
}

export interface Graph {
  readonly flow: FlowId
  readonly kind: GraphKind
  readonly direction: Side
  /** The range shown. */
  readonly from: number
  readonly to: number
  /** Until when the whole flow lasts. */
  readonly span: number
  /** Nanoseconds since the epoch of the flow's first segment. */
  readonly start: bigint
  /** Those that the flow has points of, be it none in the range; drawn in this order. */
  readonly series: readonly GraphSeries[]
  /** Nanoseconds that rates are means over; null: this graph has none. */
  readonly meanOver: number | null
  /** The receiver's windows can't be told: their scale was not captured. */
  readonly isScaleUnknown: boolean
  readonly marked: GraphMark | null
}

export interface GraphAnswers {
  /** null: there is no such flow. */
  graph: Graph | null
}
