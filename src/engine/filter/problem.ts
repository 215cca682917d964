/** What is wrong with a filter, and where. */
import type { FilterProblem } from '../../contracts/filter'
import type { Span } from './ast'

/** Thrown inside the filter's folder only; `readFilter` hands it out as a result. */
export class FilterError extends Error {
  readonly problem: FilterProblem

  constructor(message: string, span: Span) {
    super(message)
    this.problem = { message, column: span.at + 1, length: Math.max(1, span.length) }
  }
}
