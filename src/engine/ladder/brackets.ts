/** Spans of rows that bear a name, beside the ladder. */
import type { LadderBracket } from '../../contracts/ladderRows'
import { type LadderPlan, rowOfPosition } from './plan'
import { type Span, spansOf } from './spans'

/** The ladder's brackets from top to bottom; they never overlap. */
export function bracketsOf(plan: LadderPlan): LadderBracket[] {
  const { flow, milestones, list } = plan
  // Rows that are phases bear these names themselves.
  if (flow.count === 0 || plan.level === 'phases') return []
  const spans = spansOf(flow, milestones, plan.stalls)
  const brackets: LadderBracket[] = []
  let free = 0
  for (let i = 0; i < spans.length; i++) {
    const span = spans[i] as Span
    const next = spans[i + 1]
    const from = Math.max(free, rowOfPosition(plan, span.from))
    let to = span.to >= flow.count ? list.size - 1 : rowOfPosition(plan, span.to)
    // What comes next begins inside: this one ends where that begins.
    if (next !== undefined && next.from <= span.to) to = Math.min(to, rowOfPosition(plan, next.from) - 1)
    if (to < from) continue
    const fromNs = flow.time[span.from] ?? 0
    const toNs = span.to >= flow.count ? null : (flow.time[span.to] ?? 0)
    brackets.push({ from, to, title: span.title, kind: span.kind, fromNs, toNs })
    free = to + 1
  }
  return brackets
}
