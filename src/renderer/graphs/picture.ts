/** Where a graph's points are on screen. */
import { type ScaleLinear, scaleLinear } from 'd3'
import type { Graph, GraphRole, GraphSeries } from '../../contracts/graphs'
import type { Shown } from './view'

export const MARGIN = { left: 54, right: 16, top: 20, bottom: 22 } as const
/** A receiver's window far beyond the data is left out, so that the data can be seen: this part of their height is shown. */
const WINDOW_PART = 0.6
const HEADROOM = 0.04

export interface Picture {
  readonly graph: Graph
  readonly width: number
  readonly height: number
  /** Nanoseconds to pixels. */
  readonly x: ScaleLinear<number, number>
  /** Values as drawn (drawnValue) to pixels. */
  readonly y: ScaleLinear<number, number>
}

/** Rates are drawn in bits a second; everything else as it is. */
export const drawnValue = ({ kind }: Graph, value: number): number => (kind === 'throughput' ? value * 8 : value)

export function pictureOf(graph: Graph, { from, to }: Shown, width: number, height: number): Picture {
  const x = scaleLinear([from, to], [MARGIN.left, Math.max(MARGIN.left + 1, width - MARGIN.right)])
  const y = scaleLinear(valueRange(graph), [Math.max(MARGIN.top + 1, height - MARGIN.bottom), MARGIN.top])
  return { graph, width, height, x, y }
}

function valueRange(graph: Graph): [number, number] {
  const isSequence = graph.kind === 'stevens' || graph.kind === 'tcptrace'
  let low = isSequence ? Number.POSITIVE_INFINITY : 0
  let high = isSequence ? Number.NEGATIVE_INFINITY : 0
  let window = Number.NEGATIVE_INFINITY
  for (const series of graph.series) {
    const [least, most] = extentOf(graph, series)
    if (series.role === 'receiveWindow') {
      window = most
      continue
    }
    low = Math.min(low, least)
    high = Math.max(high, most)
  }
  if (low > high) [low, high] = Number.isFinite(window) ? [window - 1, window] : [0, 1]
  if (window > high) high = Math.min(window, high + WINDOW_PART * Math.max(high - low, 1))
  const room = (Math.max(high - low, 1) || 1) * HEADROOM
  return [isSequence ? low - room : 0, high + room].map((value) => drawnValue(graph, value)) as [number, number]
}

/** Of the points in the range; a line that only passes through is there, too. */
function extentOf({ from, to }: Graph, { time, low, high, shape }: GraphSeries): [number, number] {
  let least = Number.POSITIVE_INFINITY
  let most = Number.NEGATIVE_INFINITY
  const isLine = shape === 'line' || shape === 'steps'
  for (let at = 0; at < time.length; at += 1) {
    const now = time[at] as number
    const isBefore = now < from && isLine && (time[at + 1] ?? Number.POSITIVE_INFINITY) >= from
    if ((now < from && !isBefore) || now > to) continue
    least = Math.min(least, low[at] as number)
    most = Math.max(most, (high ?? low)[at] as number)
  }
  return [least, most]
}

/** A point of a series. */
export interface GraphPoint {
  readonly role: GraphRole
  readonly time: number
  readonly low: number
  readonly high: number
  /** null: no single segment makes it. */
  readonly frame: number | null
  readonly segment: number | null
}

const NONE = 0xffffffff

export function pointAt({ role, time, low, high, frame, segment }: GraphSeries, at: number): GraphPoint {
  const number = (values: Uint32Array) => (values[at] === NONE ? null : (values[at] as number))
  return {
    role,
    time: time[at] as number,
    low: low[at] as number,
    high: (high ?? low)[at] as number,
    frame: number(frame),
    segment: number(segment),
  }
}

/** How far a point is from a place on screen, in pixels. */
export function distance(picture: Picture, point: GraphPoint, left: number, top: number): number {
  const { graph, x, y } = picture
  const across = x(point.time) - left
  const upper = y(drawnValue(graph, point.high))
  const lower = y(drawnValue(graph, point.low))
  const along = top < upper ? upper - top : top > lower ? top - lower : 0
  return Math.hypot(across, along)
}
