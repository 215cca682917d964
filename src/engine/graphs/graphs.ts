/** Graphs of the flow that is looked at: built once as the flow stands, decimated for each view. */
import type { Graph, GraphKind, GraphMark, GraphSeries } from '../../contracts/graphs'
import type { FlowId, FrameNumber, SegmentIndex } from '../../contracts/units'
import type { Capture } from '../capture'
import { FlowRecord } from '../flowRecord'
import { Kept } from '../kept'
import { CLIENT, type FlowRows, positionOfSegment, SERVER, type SideIndex, sideName } from '../ladder/flowRows'
import { readFlowRows } from '../ladder/readFlowRows'
import { type PacketReader, packetReader } from '../packets/packetFacts'
import { decimate, type View } from './decimate'
import { type Whole, wholeGraph } from './kinds'
import { sackBars } from './sack'
import { NO_POSITION, type Points } from './series'
import { meanOver, ratesOf } from './throughput'
import { trackOf } from './track'

export interface GraphQuestion {
  readonly flow: number
  readonly kind: GraphKind
  readonly direction: 'client' | 'server' | null
  readonly from: number | null
  readonly to: number | null
  readonly width: number
  readonly segment: number | null
}

/** A flow of one moment is drawn as if it lasted so long, nanoseconds. */
const LEAST_SPAN = 1e6
/** Graphs kept at most: some 30 MB each where a flow has a million segments. */
const MOST_KEPT = 5
/** No closer look tells more: timestamps hold no smaller steps. */
const LEAST_RANGE = 100

export class Graphs {
  /** Of the flow asked for last, by kind and direction. */
  private readonly kept = new Map<string, Kept<Whole>>()
  private flow = -1
  private readonly read: PacketReader

  constructor(private readonly capture: Capture) {
    this.read = packetReader(capture.core, capture.source)
  }

  /** While packets come, building the graph of a long flow takes at most a fifth of the time. */
  answer({ flow, kind, direction, from, to, width, segment }: GraphQuestion): Graph {
    const { core, isDone } = this.capture
    const record = new FlowRecord(core).at(flow)
    const question = `${kind} ${direction}`
    const whole = this.keptFor(flow, question).get(question, record.lastSegment, !isDone, () => {
      const rows = readFlowRows(core, flow)
      return wholeGraph(kind, trackOf(rows, direction === null ? mostSent(rows) : directionIndex(direction)))
    })
    const { rows, sender, time } = whole.track
    const span = Math.max(LEAST_SPAN, time[rows.count - 1] ?? 0)
    const view = { ...rangeOf(from, to, span), width }
    const mean = kind === 'throughput' ? meanOver(view.to - view.from) : null
    return {
      flow: flow as FlowId,
      kind,
      direction: sideName(sender),
      from: view.from,
      to: view.to,
      span,
      start: rows.start,
      series: mean === null ? this.shown(whole, view) : rates(whole, view, mean),
      meanOver: mean,
      isScaleUnknown: !record.isScaleKnown(record.index(sender === CLIENT ? 'server' : 'client')),
      marked: segment === null ? null : markOf(whole, segment),
    }
  }

  /** All kinds of one direction are kept side by side, so that one may go back and forth. */
  private keptFor(flow: number, question: string): Kept<Whole> {
    if (flow !== this.flow) this.kept.clear()
    this.flow = flow
    const known = this.kept.get(question) ?? new Kept<Whole>()
    this.kept.delete(question)
    this.kept.set(question, known)
    for (const oldest of this.kept.keys()) {
      if (this.kept.size <= MOST_KEPT) break
      this.kept.delete(oldest)
    }
    return known
  }

  private shown({ track, series, sacks }: Whole, view: View): GraphSeries[] {
    const shown = series
      .filter(({ count }) => count > 0)
      .map((one) => {
        const { points, total } = decimate(one, view)
        return seriesOf(track.rows, points, total)
      })
    if (sacks === null) return shown
    const bars = sackBars(this.capture.core, this.read, track, sacks.candidates, view, sacks.known)
    if (!hasBlocks(sacks.known)) return shown
    const { points, total } = decimate(bars, view)
    // Above the lines, under the data.
    const lines = shown.filter(({ shape }) => shape === 'steps').length
    return [...shown.slice(0, lines), seriesOf(track.rows, points, total), ...shown.slice(lines)]
  }
}

const hasBlocks = (known: ReadonlyMap<number, readonly number[]>): boolean =>
  [...known.values()].some((edges) => edges.length > 0)

const directionIndex = (direction: 'client' | 'server'): SideIndex => (direction === 'client' ? CLIENT : SERVER)

/** The side that sent more payload; the client where neither did. */
function mostSent({ count, from, length }: FlowRows): SideIndex {
  let client = 0
  let server = 0
  for (let i = 0; i < count; i += 1) {
    if (from[i] === SERVER) server += length[i] as number
    else client += length[i] as number
  }
  return server > client ? SERVER : CLIENT
}

/** What is asked for, in order and within the flow. */
function rangeOf(from: number | null, to: number | null, span: number): { readonly from: number; readonly to: number } {
  const start = Math.min(Math.max(from ?? 0, 0), span - LEAST_RANGE)
  return { from: start, to: Math.min(Math.max(to ?? span, start + LEAST_RANGE), span) }
}

function rates({ track, sums }: Whole, { from, to, width }: View, mean: number): GraphSeries[] {
  if (sums === null) return []
  return (['throughput', 'goodput'] as const)
    .filter((role) => sums[role].count > 0)
    .map((role) => {
      const points = ratesOf(sums[role], role, from, to, width, mean)
      return seriesOf(track.rows, points, decimate(sums[role], { from, to, width: 1 }).total)
    })
}

function seriesOf(rows: FlowRows, points: Points, total: number): GraphSeries {
  const { count, role, shape } = points
  const position = points.position.subarray(0, count)
  const column = (values: Uint32Array) =>
    position.map((at) => (at === NO_POSITION ? NO_POSITION : (values[at] as number)))
  return {
    role,
    shape,
    time: points.time.slice(0, count),
    low: points.low.slice(0, count),
    high: points.high?.slice(0, count) ?? null,
    segment: column(rows.segment),
    frame: column(rows.frame),
    total,
  }
}

/** Where a segment of the flow stands: at its own point, or else only at its time. */
function markOf({ track, series }: Whole, segment: number): GraphMark | null {
  const { rows, time } = track
  const position = positionOfSegment(rows, segment)
  if (position < 0) return null
  return {
    segment: segment as SegmentIndex,
    frame: rows.frame[position] as FrameNumber,
    time: time[position] as number,
    value: valueAt(series, position),
  }
}

/** Of what is drawn last, the first that has the position: it lies above the others. */
function valueAt(series: Whole['series'], position: number): number | null {
  for (const one of [...series].reverse()) {
    const at = placeIn(one.position, one.count, position)
    if (at >= 0) return one.low[at] as number
  }
  return null
}

/** Positions of a series ascend. */
function placeIn(positions: Uint32Array, count: number, wanted: number): number {
  let low = 0
  let high = count
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((positions[middle] as number) < wanted) low = middle + 1
    else high = middle
  }
  return low < count && positions[low] === wanted ? low : -1
}
