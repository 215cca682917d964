/** A display filter over the segments of the ladder that is looked at: what passes is kept here, rows are told of it. */
import { COUNTER_FIRST_TIME } from '../../contracts/abi'
import type { FilterCheck } from '../../contracts/filter'
import type { LadderFiltered } from '../../contracts/ladder'
import type { FlowId } from '../../contracts/units'
import type { Capture } from '../capture'
import { readFilter } from '../filter/index'
import { FlowSegments } from '../filter/run/flowSegments'
import { checkFilter } from '../filter/taken'
import { type LadderPlan, rowOfPosition } from './plan'
import { holdsSegments } from './rowList'
import { termsOf } from './searchTerms'

/** An answer takes no longer, milliseconds: what is left, the next one goes on with. */
const PORTION_MS = 60
/** Steps of which each names its first row that passes. */
const SPREAD = 400
/** A field of a protocol, or what looks like one: nobody writes it who looks for a word of a row. */
const DOTTED = /^[a-z_]\w*(?:\.\w+)+/i

export interface FilterQuestion {
  readonly flow: number
  readonly text: string
}

/**
 * Whether a line of the ladder's search field is a display filter. The field has words of its own (`len > 1000`, `FIN`),
 * which stay what they were.
 */
function isFilter(text: string, { taken, problem, tokens }: FilterCheck): boolean {
  if (taken !== 'filter') return false
  const isNamed = tokens.some(({ at, kind }) => (kind === 'field' || kind === 'unknown') && DOTTED.test(text.slice(at)))
  return isNamed || (problem === null && termsOf(text).readsLabels)
}

export class LadderFilter {
  private under: (FilterQuestion & { readonly run: FlowSegments }) | null = null

  constructor(private readonly capture: Capture) {}

  /** Other timers are assumed: verdicts are others, and so what filters ask of them. */
  forget(): void {
    this.under = null
  }

  /** Whether `text` is a display filter. */
  takes = (text: string): boolean => isFilter(text, checkFilter(text, 'segments'))

  /** What passes so far, and how many segments of each of `rows` do. null: `text` is no filter. */
  answer(plan: LadderPlan, { flow, text }: FilterQuestion, rows: readonly number[]): LadderFiltered | null {
    const check = checkFilter(text, 'segments')
    if (!isFilter(text, check)) return null
    const common = { flow: flow as FlowId, text, segments: plan.flow.count }
    if (check.problem !== null)
      return { ...common, problem: check.problem, matches: 0, share: 1, counts: rows.map(() => 0), spread: [] }
    const run = this.runOf(plan, { flow, text })
    run.advance(PORTION_MS)
    const { passed, share } = run
    const counts = rows.map((row) => countIn(plan, passed, row))
    return { ...common, problem: null, matches: passed.length, share, counts, spread: spreadOf(plan, passed) }
  }

  /** The row with the next segment that passes after `row`, or the one before it; in circles. null: none is found yet. */
  beside(plan: LadderPlan, question: FilterQuestion, row: number, isForward: boolean): number | null {
    const { under } = this
    if (under?.flow !== question.flow || under.text !== question.text || under.run.passed.length === 0) return null
    const { passed } = under.run
    const place = isForward
      ? placeFrom(passed, row < 0 ? 0 : endOf(plan, row))
      : placeFrom(passed, row < 0 ? plan.flow.count : startOf(plan, row)) - 1
    const found = passed[place] ?? (isForward ? passed[0] : passed[passed.length - 1])
    return rowOfPosition(plan, found as number)
  }

  private runOf({ flow: { count, segment } }: LadderPlan, { flow, text }: FilterQuestion): FlowSegments {
    const segments = segment.subarray(0, count)
    const { under } = this
    if (under?.flow === flow && under.text === text) {
      under.run.extend(segments)
      return under.run
    }
    const read = readFilter(text, 'segments', this.capture.core.counterTime(COUNTER_FIRST_TIME))
    if (!read.ok) throw new Error(read.problem.message)
    const run = new FlowSegments(read.node, this.capture, segments)
    this.under = { flow, text, run }
    return run
  }
}

const startOf = ({ list, flow }: LadderPlan, row: number): number =>
  row < list.size ? (list.first[row] ?? 0) : flow.count

/** Position after the last segment of a row; of one without segments: where they would be. */
const endOf = (plan: LadderPlan, row: number): number =>
  startOf(plan, row) + (holdsSegments(plan.list.kind[row]) ? (plan.list.count[row] ?? 0) : 0)

const countIn = (plan: LadderPlan, passed: readonly number[], row: number): number =>
  placeFrom(passed, endOf(plan, row)) - placeFrom(passed, startOf(plan, row))

/** The first of ascending `passed` that is `position` or more: its place. */
function placeFrom(passed: readonly number[], position: number): number {
  let low = 0
  let high = passed.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((passed[middle] as number) < position) low = middle + 1
    else high = middle
  }
  return low
}

/** Of each of so many equal steps of rows the first that passes. */
function spreadOf(plan: LadderPlan, passed: readonly number[]): number[] {
  const { size } = plan.list
  const rows: number[] = []
  const steps = Math.min(SPREAD, size)
  for (let step = 0; step < steps; step++) {
    const [from, to] = [Math.floor((step * size) / steps), Math.floor(((step + 1) * size) / steps)]
    const first = passed[placeFrom(passed, startOf(plan, from))]
    if (first !== undefined && first < startOf(plan, to)) rows.push(rowOfPosition(plan, first))
  }
  return rows
}
