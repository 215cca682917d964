/** Rows of a stretch of time: what a ladder drawn to scale shows of it. */
import { Analysis } from '../../contracts/abi'
import { EVENT } from './classify'
import { type FlowRows, hasAnalysis } from './flowRows'
import { type LadderPlan, rowOfPosition } from './plan'
import { ENDING, QUIET, SEGMENT } from './rowList'

const LOSS = Analysis.RETRANSMISSION | Analysis.LOST_SEGMENT | Analysis.OUT_OF_ORDER

/**
 * Row numbers, ascending, of what happens between two moments (nanoseconds since the first segment), one row before
 * and one after: at most `most` of them and those two. Where there are more, events come first, the rest evenly.
 */
export function rowsBetween(plan: LadderPlan, from: number, to: number, most: number): number[] {
  const { first, last } = rangeBetween(plan, from, to)
  const total = last - first + 1
  if (total <= most + 2) return Array.from({ length: total }, (_, i) => first + i)
  const chosen = new Set<number>([first, last])
  const events: number[] = []
  for (let row = first; row <= last; row++) if (isTelling(plan, row)) events.push(row)
  for (const row of evenly(events, Math.floor(most / 2))) chosen.add(row)
  const left = most + 2 - chosen.size
  for (let i = 0; i < left; i++) chosen.add(first + Math.floor((i * total) / left))
  return [...chosen].sort((one, other) => one - other)
}

/** The first and the last of all rows that happen between two moments, and of those beside them; `last` inclusive. */
export function rangeBetween(plan: LadderPlan, from: number, to: number): { first: number; last: number } {
  const { flow, list } = plan
  if (list.size === 0) return { first: 0, last: -1 }
  const first = Math.max(0, rowOfPosition(plan, positionAt(flow, from)) - 1)
  // What is waited for stands after the last segment: there is no more than a few of it.
  const isToEnd = to >= (flow.time[flow.count - 1] ?? 0)
  const last = isToEnd ? list.size - 1 : Math.min(list.size - 1, rowOfPosition(plan, positionAt(flow, to)) + 1)
  return { first, last }
}

function isTelling({ flow, list, classes }: LadderPlan, row: number): boolean {
  const kind = list.kind[row]
  if (kind === QUIET || kind === ENDING) return true
  const position = list.first[row] ?? 0
  return kind === SEGMENT && (classes[position] === EVENT || hasAnalysis(flow, position, LOSS))
}

function evenly(rows: readonly number[], most: number): readonly number[] {
  if (rows.length <= most) return rows
  return Array.from({ length: most }, (_, i) => rows[Math.floor((i * rows.length) / most)] as number)
}

/** Position of the first segment at or after `time`; the last one where there is none. */
function positionAt(flow: FlowRows, time: number): number {
  let low = 0
  let high = flow.count
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((flow.time[middle] ?? 0) < time) low = middle + 1
    else high = middle
  }
  return Math.min(low, Math.max(0, flow.count - 1))
}
