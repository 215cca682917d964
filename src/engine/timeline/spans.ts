/** When each flow was there, how it opened and how it stands: columns that every picture of the flows is made of. */
import { FlowBit } from '../../contracts/abi'
import { OUTCOMES } from '../../contracts/flowList'
import type { Opening, TimelineFlow, TimeRange } from '../../contracts/timeline'
import { flowId } from '../../contracts/units'
import type { Core } from '../core'
import { FlowRecord } from '../flowRecord'
import { outcomeIndex } from '../flows/columns'
import type { FlowVerdicts } from '../flows/verdicts'
import { Kept } from '../kept'
import { CODE_LIMIT, SEVERITIES, severityOf } from '../verdicts/judge'

const OPENINGS: readonly Opening[] = ['handshake', 'attempt', 'before']
const WHOLE = OPENINGS.indexOf('handshake')
const ATTEMPT = OPENINGS.indexOf('attempt')
const BEFORE = OPENINGS.indexOf('before')

/** By flow. */
export interface FlowSpans {
  /** Nanoseconds since the epoch, rounded; `first` is never after `last`. */
  readonly first: Float64Array
  readonly last: Float64Array
  /** Index of OPENINGS. */
  readonly opening: Uint8Array
  /** Index of OUTCOMES. */
  readonly outcome: Uint8Array
  /** Index of SEVERITIES. */
  readonly severity: Uint8Array
  /** From the earliest segment to the latest. */
  readonly bounds: TimeRange
}

/** The spans of a capture's flows, kept until its verdicts change. */
export class SpanColumns {
  private readonly kept = new Kept<FlowSpans>()

  constructor(
    private readonly core: Core,
    private readonly verdicts: FlowVerdicts,
  ) {}

  /** @param isMoving flows come and go: then the spans may be a little older than they are. */
  get(isMoving: boolean): FlowSpans {
    const { codes, version } = this.verdicts
    return this.kept.get('', version, isMoving, () => readSpans(this.core, codes))
  }
}

/** @param codes verdict codes by flow; flows beyond them have no span yet. */
function readSpans(core: Core, codes: Uint16Array): FlowSpans {
  const count = codes.length
  const first = new Float64Array(count)
  const last = new Float64Array(count)
  const opening = new Uint8Array(count)
  const outcome = new Uint8Array(count)
  const severity = new Uint8Array(count)
  const severities = Uint8Array.from({ length: CODE_LIMIT }, (_, code) => SEVERITIES.indexOf(severityOf(code)))
  const flow = new FlowRecord(core)
  let from = Number.POSITIVE_INFINITY
  let to = Number.NEGATIVE_INFINITY
  for (let id = 0; id < count; id += 1) {
    flow.at(id)
    const begin = flow.roughFirstNs
    const end = flow.roughLastNs
    // Where a clock ran backwards, the last segment may be the earlier one.
    const earlier = Math.min(begin, end)
    const later = Math.max(begin, end)
    first[id] = earlier
    last[id] = later
    if (earlier < from) from = earlier
    if (later > to) to = later
    opening[id] = openingIndex(flow)
    outcome[id] = outcomeIndex(flow)
    severity[id] = severities[codes[id] as number] as number
  }
  return { first, last, opening, outcome, severity, bounds: { from, to } }
}

/** Roles are known once a SYN or SYN,ACK was seen. */
function openingIndex(flow: FlowRecord): number {
  const { bits } = flow
  return (bits & FlowBit.HANDSHAKE_COMPLETE) !== 0 ? WHOLE : (bits & FlowBit.CLIENT_KNOWN) !== 0 ? ATTEMPT : BEFORE
}

/** One flow of the columns, in words. */
export function spanOf(spans: FlowSpans, id: number): TimelineFlow {
  return {
    flow: flowId(id),
    first: spans.first[id] as number,
    last: spans.last[id] as number,
    opening: OPENINGS[spans.opening[id] as number] ?? 'before',
    outcome: OUTCOMES[spans.outcome[id] as number] ?? 'UNKNOWN',
    severity: SEVERITIES[spans.severity[id] as number] ?? 'ok',
  }
}
