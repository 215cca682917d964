/** Answers what the window asks about display filters. */
import type { FilterCheck, FilterCompletions, FilterProgress, FilterScope } from '../../contracts/filter'
import type { Capture } from '../capture'
import { completeFilter } from './complete'
import { checkFilter } from './taken'

/** An answer takes no longer, milliseconds: what is left, the next one goes on with. */
const PORTION_MS = 60

export class FilterAnswers {
  constructor(private readonly capture: Capture) {}

  filterCheck = ({ text, scope }: { text: string; scope: FilterScope }): FilterCheck => checkFilter(text, scope)

  filterComplete = ({ text, caret, scope }: { text: string; caret: number; scope: FilterScope }): FilterCompletions =>
    completeFilter(text, caret, scope)

  filterProgress = ({ expression }: { expression: string }): FilterProgress => {
    if (expression.trim() === '') return { share: 1, revision: 0 }
    const { share, revision } = this.capture.list.matches.of(expression, PORTION_MS)
    return { share, revision }
  }
}
