/** Flows over time: what the overview draws under its strip, kept until the flows or the question change. */
import { type FlowFilter, OUTCOMES } from '../../contracts/flowList'
import type { Timeline, TimelineCounts, TimelineDumbbells, TimeRange } from '../../contracts/timeline'
import type { Capture } from '../capture'
import { touches } from '../flows/filter'
import { Kept } from '../kept'
import { SEVERITIES } from '../verdicts/judge'
import { countDensity } from './density'
import { packLanes } from './lanes'
import { type FlowSpans, spanOf } from './spans'

/** More flows than this are counted instead of drawn one by one. */
const MOST_DUMBBELLS = 400
/** Nothing is drawn shorter, nanoseconds: times are known to 256 ns. */
const LEAST_SPAN = 1e4
/** A capture of one moment is drawn in the middle of so long: a pixel of it is longer than what times are known to. */
const MOMENT_SPAN = 1e9

export interface TimelineQuestion {
  readonly from: number | null
  readonly to: number | null
  readonly width: number
  readonly lanes: number
  readonly filter: FlowFilter
  readonly flow: number | null
}

export class Timelines {
  private readonly pictures = new Kept<Pick<Timeline, 'flows' | 'drawing'>>()

  constructor(private readonly capture: Capture) {}

  answer({ from, to, width, lanes, filter, flow }: TimelineQuestion): Timeline {
    const { list, isDone, knownUntil } = this.capture
    const spans = list.spans.get(!isDone)
    const whole = this.whole(spans, Number(knownUntil))
    const shown = { from: from ?? whole.from, to: to ?? whole.to }
    const isMoment = from === null && to === null && whole.from === whole.to
    if (isMoment) {
      shown.from -= MOMENT_SPAN / 2
      shown.to += MOMENT_SPAN / 2
    }
    if (shown.to - shown.from < LEAST_SPAN) shown.to = shown.from + LEAST_SPAN
    const { timeRange } = filter
    const picture = this.pictures.get(JSON.stringify([shown, width, lanes, list.nameOf(filter)]), spans, false, () =>
      draw(touching(this.pass(filter, spans), spans, shown), spans, shown, width, lanes),
    )
    return {
      ...shown,
      ...(isMoment ? { isMoment } : {}),
      ...picture,
      selected: flow !== null && flow < spans.first.length ? spanOf(spans, flow) : null,
      inRange: timeRange === null ? null : count(spans, timeRange),
    }
  }

  /** From the capture's first frame to its end, wider where a clock ran backwards. */
  private whole({ bounds }: FlowSpans, end: number): TimeRange {
    const { first } = this.capture.summary()
    if (first === null) return { from: 0, to: 0 }
    return { from: Math.min(Number(first), bounds.from), to: Math.max(end, bounds.to) }
  }

  /** What passes whatever its time: a time range is drawn over the picture and changes none of it. */
  private pass(filter: FlowFilter, { first }: FlowSpans): Uint32Array {
    const ids = this.capture.list.passing(filter)
    // Flows that came since the spans were read have none.
    let known = ids.length
    while (known > 0 && (ids[known - 1] as number) >= first.length) known -= 1
    return ids.subarray(0, known)
  }
}

function touching(ids: Uint32Array, { first, last, bounds }: FlowSpans, shown: TimeRange): Uint32Array {
  if (bounds.from >= shown.from && bounds.to <= shown.to) return ids
  return ids.filter((id) => touches(shown, first[id] as number, last[id] as number))
}

function draw(
  ids: Uint32Array,
  spans: FlowSpans,
  shown: TimeRange,
  width: number,
  lanes: number,
): Pick<Timeline, 'flows' | 'drawing'> {
  const flows = ids.length
  const dumbbells = flows > MOST_DUMBBELLS ? null : layDumbbells(ids, spans, shown, width, lanes)
  return { flows, drawing: dumbbells ?? countDensity(ids, spans, shown, width) }
}

function layDumbbells(
  ids: Uint32Array,
  spans: FlowSpans,
  shown: TimeRange,
  width: number,
  most: number,
): TimelineDumbbells | null {
  const packed = packLanes(ids.slice(), spans.first, spans.last, shown, width, most)
  if (packed === null) return null
  const flows = Array.from(packed.ids, (id, k) => ({ ...spanOf(spans, id), lane: packed.lane[k] as number }))
  return { kind: 'dumbbells', lanes: packed.count, flows }
}

function count(spans: FlowSpans, range: TimeRange): TimelineCounts {
  const outcomes = new Uint32Array(OUTCOMES.length)
  const severities = new Uint32Array(SEVERITIES.length)
  let flows = 0
  for (let id = 0; id < spans.first.length; id += 1) {
    if (!touches(range, spans.first[id] as number, spans.last[id] as number)) continue
    flows += 1
    const outcome = spans.outcome[id] as number
    outcomes[outcome] = (outcomes[outcome] as number) + 1
    const severity = spans.severity[id] as number
    severities[severity] = (severities[severity] as number) + 1
  }
  const of = (severity: (typeof SEVERITIES)[number]) => severities[SEVERITIES.indexOf(severity)] as number
  return {
    flows,
    outcomes: Object.fromEntries(OUTCOMES.map((name, index) => [name, outcomes[index] as number])),
    severities: { ok: of('ok'), note: of('note'), warning: of('warning'), stuck: of('stuck') },
  }
}
