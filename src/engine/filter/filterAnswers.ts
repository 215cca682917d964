/** Answers what the window asks about display filters. */
import { COUNTER_FIRST_TIME } from '../../contracts/abi'
import type {
  FilterCheck,
  FilterCompletions,
  FilteredSegments,
  FilterProgress,
  FilterScope,
} from '../../contracts/filter'
import type { Capture } from '../capture'
import { readFlowRows } from '../ladder/readFlowRows'
import { completeFilter } from './complete'
import { readFilter } from './index'
import { FlowSegments } from './run/flowSegments'
import { checkFilter } from './taken'

/** An answer takes no longer, milliseconds: what is left, the next one goes on with. */
const PORTION_MS = 60

interface Question {
  readonly flow: number
  readonly text: string
}

export class FilterAnswers {
  private under: (Question & { readonly count: number; readonly run: FlowSegments }) | null = null

  constructor(private readonly capture: Capture) {}

  filterCheck = ({ text, scope }: { text: string; scope: FilterScope }): FilterCheck => checkFilter(text, scope)

  filterComplete = ({ text, caret, scope }: { text: string; caret: number; scope: FilterScope }): FilterCompletions =>
    completeFilter(text, caret, scope)

  filterProgress = ({ expression }: { expression: string }): FilterProgress => {
    if (expression.trim() === '') return { share: 1, revision: 0 }
    const { share, revision } = this.capture.list.matches.of(expression, PORTION_MS)
    return { share, revision }
  }

  filterSegments = ({ flow, text }: Question): FilteredSegments => {
    const { core } = this.capture
    const rows = readFlowRows(core, flow)
    if (this.under?.flow !== flow || this.under.text !== text || this.under.count !== rows.count) {
      const read = readFilter(text, 'segments', core.counterTime(COUNTER_FIRST_TIME))
      if (!read.ok) return { problem: read.problem, segments: [], share: 1 }
      const segments = rows.segment.slice(0, rows.count)
      this.under = { flow, text, count: rows.count, run: new FlowSegments(read.node, this.capture, segments) }
    }
    const { run } = this.under
    run.advance(PORTION_MS)
    return { problem: null, segments: run.passed, share: run.share }
  }
}
