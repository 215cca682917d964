/** Runs a filter over flows: first what each flow tells by itself, then segments of the flows that are still open. */
import { COLUMN_FLOW, SEGMENTS_PER_PAGE } from '../../../contracts/abi'
import type { Node } from '../node'
import { type FlowPlan, flowPlan } from './flowPlan'
import { holdsAt } from './holds'
import { pageAt } from './pageRun'
import type { Row } from './row'
import { SegmentRun } from './segmentRun'

/** Flows between two looks at the clock. */
const FLOWS_A_SLICE = 256

export class FlowRun {
  /** By flow, 1: it passes. Complete once `share` is 1; until then those that passed so far. */
  readonly passed: Uint8Array
  private readonly plan: FlowPlan
  private readonly questions: Node[] = []
  /** By question, and flow: 1 where one of its segments passed. */
  private readonly answers: readonly Uint8Array[]
  /** By flow, 1: its segments can still change the answer. */
  private readonly isOpen: Uint8Array
  private readonly runs: SegmentRun[] = []
  private looked = 0
  private decided = 0

  constructor(
    node: Node,
    private readonly row: Row,
  ) {
    const count = row.core.flowCount()
    this.plan = flowPlan(node, this.questions)
    this.passed = new Uint8Array(count)
    this.isOpen = new Uint8Array(count)
    this.answers = this.questions.map(() => new Uint8Array(count))
    this.runs = this.questions.map((question, index) => this.segments(question, index))
  }

  /** Part of the work that is done. */
  get share(): number {
    const count = this.passed.length
    if (count === 0) return 1
    const steps = [this.looked / count, ...this.runs.map(({ share }) => share)]
    if (this.runs.length > 0) steps.push(this.decided / count)
    return steps.reduce((sum, share) => sum + share, 0) / steps.length
  }

  /** Goes on for about so many milliseconds. @returns whether all is done. */
  advance(milliseconds: number): boolean {
    const until = performance.now() + milliseconds
    const isOver = (): boolean => performance.now() >= until
    while (this.looked < this.passed.length) {
      this.look()
      if (isOver() && this.looked < this.passed.length) return false
    }
    for (const run of this.runs) {
      while (run.share < 1) if (!run.advance(Math.max(0, until - performance.now())) && isOver()) return false
    }
    while (this.runs.length > 0 && this.decided < this.passed.length) {
      this.decide()
      if (isOver() && this.decided < this.passed.length) return false
    }
    return true
  }

  /** What the flow tells by itself decides most. */
  private look(): void {
    const end = Math.min(this.looked + FLOWS_A_SLICE, this.passed.length)
    for (; this.looked < end; this.looked += 1) {
      const answer = this.holds(this.plan, this.looked, null)
      this.passed[this.looked] = Number(answer === true)
      this.isOpen[this.looked] = Number(answer === null)
    }
  }

  private decide(): void {
    const end = Math.min(this.decided + FLOWS_A_SLICE, this.passed.length)
    for (; this.decided < end; this.decided += 1) {
      if (this.isOpen[this.decided] === 1)
        this.passed[this.decided] = Number(this.holds(this.plan, this.decided, this.answers) === true)
    }
  }

  /** @param answers null: nothing is known of segments yet. @returns null: it hangs on segments. */
  private holds(plan: FlowPlan, flow: number, answers: readonly Uint8Array[] | null): boolean | null {
    switch (plan.kind) {
      case 'flow':
        return holdsAt(plan.of, this.row.atFlow(flow, 0))
      case 'some':
        return answers === null ? null : answers[plan.question]?.[flow] === 1
      case 'not': {
        const inner = this.holds(plan.of, flow, answers)
        return inner === null ? null : !inner
      }
      case 'and':
      case 'or': {
        const decisive = plan.kind === 'or'
        let isOpen = false
        for (const part of plan.parts) {
          const inner = this.holds(part, flow, answers)
          if (inner === decisive) return decisive
          isOpen ||= inner === null
        }
        return isOpen ? null : !decisive
      }
    }
  }

  /** Asks segments of open flows, each flow until one of its segments passes. */
  private segments(question: Node, index: number): SegmentRun {
    const answer = this.answers[index] as Uint8Array
    const { row, isOpen } = this
    const flowsAt = (first: number): ((at: number) => number) => {
      const { u32, pointer } = pageAt(row, first / SEGMENTS_PER_PAGE)
      const flows = (pointer + COLUMN_FLOW) >>> 2
      return (at) => (u32[flows + at] as number) >>> 1
    }
    return new SegmentRun(
      question,
      row,
      (first, rows, mask) => {
        const flowAt = flowsAt(first)
        for (let at = 0; at < rows; at += 1) if (mask[at] === 1) answer[flowAt(at)] = 1
      },
      (first, rows, wanted) => {
        const flowAt = flowsAt(first)
        for (let at = 0; at < rows; at += 1) {
          if (wanted[at] === 0) continue
          const flow = flowAt(at)
          if (isOpen[flow] !== 1 || answer[flow] === 1) wanted[at] = 0
        }
      },
    )
  }
}
