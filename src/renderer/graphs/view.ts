/** What the graphs of a flow show: one range of time and one direction for all of them. */
import type { Side } from '../../contracts/flow'
import type { FlowId } from '../../contracts/units'
import { Store, useStore } from '../app/store'

/** How a time-sequence graph is drawn. */
export type SequenceStyle = 'tcptrace' | 'stevens'

/** Nanoseconds since the flow's first segment. `length` null: all of it. `from` null: the end, also while it moves on. */
export interface Range {
  readonly from: number | null
  readonly length: number | null
}

export interface Shown {
  readonly from: number
  readonly to: number
}

interface GraphView extends Range {
  readonly flow: FlowId | null
  /** null: the side that sent more. */
  readonly direction: Side | null
  readonly style: SequenceStyle
}

export const WHOLE: Range = { from: null, length: null }
/** No closer: timestamps hold no smaller steps. */
const LEAST = 1000

export const graphView = new Store<GraphView>({ ...WHOLE, flow: null, direction: null, style: 'tcptrace' })
export const useGraphView = <Part>(select: (view: GraphView) => Part): Part => useStore(graphView, select)

/** Another flow begins with all of its time. */
export function lookAt(flow: FlowId): void {
  if (graphView.get().flow !== flow) graphView.set({ flow, ...WHOLE, direction: null })
}

export function shownRange({ from, length }: Range, span: number): Shown {
  if (length === null || length >= span) return { from: 0, to: span }
  const start = from === null ? span - length : Math.min(Math.max(0, from), span - length)
  return { from: start, to: start + length }
}

/** The range from one moment to another, of a flow that lasts `span`. */
export function rangeFrom(from: number, to: number, span: number): Range {
  const length = Math.min(Math.max(to - from, LEAST), span)
  if (length >= span) return WHOLE
  const start = Math.min(Math.max(0, from), span - length)
  // What touches the end stays there.
  return { from: start + length >= span ? null : start, length }
}

/** `factor` times as long, with `at` at the same place. */
export function zoomed({ from, to }: Shown, at: number, factor: number, span: number): Range {
  const length = Math.min(Math.max((to - from) * factor, LEAST), span)
  const share = (at - from) / (to - from)
  return rangeFrom(at - share * length, at + (1 - share) * length, span)
}

export const moved = ({ from, to }: Shown, by: number, span: number): Range => {
  const start = Math.min(Math.max(0, from + by), span - (to - from))
  return rangeFrom(start, start + to - from, span)
}
