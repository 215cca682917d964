/** An open capture as queries see it, whether it was saved or is being made. */
import type { Assumptions } from '../contracts/assumptions'
import type { CaptureSummary } from '../contracts/engine'
import type { Core } from './core'
import type { FlowList } from './flows/list'
import type { FlowVerdicts } from './flows/verdicts'
import type { Source } from './source/source'
import type { Judge } from './verdicts/judge'

export interface Capture {
  readonly core: Core
  readonly source: Source
  readonly judge: Judge
  readonly verdicts: FlowVerdicts
  readonly list: FlowList
  /** File offset up to which the core has read: a record ends there. */
  readonly position: number
  /** No more will be read. */
  readonly isDone: boolean
  summary(): CaptureSummary
  /** Assumes other timers: at once of a flow that is asked for, of the whole list bit by bit. */
  assume(assumptions: Assumptions): void
  /** Ends the reading; what was read stays. */
  stop(): void
  close(): void
}
