/** The flow list: how it is sorted, what it shows, a page of it. */
import { z } from 'zod'
import { FILTER_LETTERS_MOST } from './filter'
import type { Flow } from './flow'
import { STATE_NAMES } from './names'

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

export interface FlowPage {
  readonly from: number
  /** Flows that pass the filter. */
  readonly total: number
  readonly rows: readonly Flow[]
}
