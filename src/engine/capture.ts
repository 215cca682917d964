/** An open capture as queries see it, whether it was saved or is being made. */
import type { Assumptions } from '../contracts/assumptions'
import type { CaptureSummary } from '../contracts/summary'
import type { Core } from './core'
import type { FlowList } from './flows/list'
import type { FlowVerdicts } from './flows/verdicts'
import type { Kernel } from './kernel/kernel'
import type { Source } from './source/source'
import type { Judge } from './verdicts/judge'

export interface Capture {
  readonly core: Core
  readonly source: Source
  readonly judge: Judge
  readonly verdicts: FlowVerdicts
  readonly list: FlowList
  /** This host's sockets; absent: a saved capture, of which they know nothing. */
  readonly kernel?: Kernel
  /** File offset up to which the core has read: a record ends there. */
  readonly position: number
  /** File offset of the first record that can still be read, and the frames before it: more than none in a ring of files. */
  readonly kept: { readonly offset: number; readonly framesBefore: number }
  /** Until when it is known to be complete, nanoseconds since the epoch: verdicts and countdowns hold for this moment. */
  readonly knownUntil: bigint
  /** No more will be read. */
  readonly isDone: boolean
  summary(): CaptureSummary
  /** Assumes other timers: at once of a flow that is asked for, of the whole list bit by bit. */
  assume(assumptions: Assumptions): void
  /** Ends the reading; what was read stays. */
  stop(): void
  close(): void
}
