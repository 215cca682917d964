/** Display filters: read, checked, and run over the segments or the flows of a capture. */
import type { FilterProblem, FilterScope } from '../../contracts/filter'
import { compile } from './compile'
import type { Node } from './node'
import { parse } from './parser'
import { FilterError } from './problem'
import { FlowRun } from './run/flowRun'
import { type Filtered, Row } from './run/row'
import { SegmentRun } from './run/segmentRun'

export type { Filtered } from './run/row'

export type ReadFilter =
  | { readonly ok: true; readonly node: Node }
  | { readonly ok: false; readonly problem: FilterProblem }

/**
 * Reads and checks a filter.
 *
 * @param start nanoseconds since the epoch of the capture's first frame: what dates in the filter are compared with.
 */
export function readFilter(text: string, scope: FilterScope, start = 0n): ReadFilter {
  try {
    return { ok: true, node: compile(parse(text), { scope, start }) }
  } catch (error) {
    if (error instanceof FilterError) return { ok: false, problem: error.problem }
    throw error
  }
}

/** Which flows pass, found out as `advance` is called. */
export const flowRun = (node: Node, capture: Filtered): FlowRun => new FlowRun(node, new Row(capture))

/** Segment indexes that pass, one byte each: all at once. */
export function passingSegments(node: Node, capture: Filtered): Uint8Array {
  const passed = new Uint8Array(capture.core.segmentLimit())
  const run = new SegmentRun(node, new Row(capture), (first, rows, mask) => {
    for (let at = 0; at < rows; at += 1) if (mask[at] === 1) passed[first + at] = 1
  })
  while (!run.advance(Number.POSITIVE_INFINITY));
  return passed
}
