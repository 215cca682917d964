/** Which flows of a capture pass a filter, found out in portions and kept as long as the capture stands. */
import { COUNTER_FIRST_TIME } from '../../contracts/abi'
import { type Filtered, flowRun, readFilter } from './index'
import type { FlowRun } from './run/flowRun'

export interface Matched {
  /** By flow, 1: it passes. Flows beyond it are not judged yet. */
  readonly passed: Uint8Array
  /** Part of the work that is done: while it is less than 1, flows that pass may be missing. */
  readonly share: number
  /** Another number: another answer. */
  readonly revision: number
}

/** While the capture grows, finding out anew takes at most this part of the time. */
const TIME_SHARE = 0.2

interface Run {
  readonly text: string
  readonly version: unknown
  readonly run: FlowRun
  readonly startedAt: number
  endedAt: number | null
}

export class FlowMatches {
  private under: Run | null = null
  /** The last one that came to its end. */
  private done: Run | null = null
  private revision = 0

  /** @param version changes whenever flows or their verdicts did. */
  constructor(
    private readonly capture: Filtered,
    private readonly version: () => unknown,
  ) {}

  /**
   * Goes on finding out for about so many milliseconds.
   *
   * @throws with a sentence where the filter is wrong.
   */
  of(text: string, milliseconds: number): Matched {
    const now = performance.now()
    if (this.under?.text !== text) this.under = null
    if (this.done?.text !== text) this.done = null
    if (this.under === null && this.isDue(now)) this.under = this.begin(text, now)
    if (this.under?.run.advance(milliseconds)) {
      this.under.endedAt = performance.now()
      this.done = this.under
      this.under = null
      this.revision += 1
    } else if (this.under !== null && this.done === null) this.revision += 1
    const shown = this.done ?? this.under
    if (shown === null) throw new Error('a filter was begun and is gone')
    return { passed: shown.run.passed, share: this.done === null ? shown.run.share : 1, revision: this.revision }
  }

  /** Nothing is known, or what is known is of an earlier state of the capture and had time to rest. */
  private isDue(now: number): boolean {
    const { done } = this
    if (done === null) return true
    if (done.version === this.version() || done.endedAt === null) return false
    return now - done.endedAt >= (done.endedAt - done.startedAt) / TIME_SHARE
  }

  private begin(text: string, startedAt: number): Run {
    const read = readFilter(text, 'flows', this.capture.core.counterTime(COUNTER_FIRST_TIME))
    if (!read.ok) throw new Error(`${read.problem.column}: ${read.problem.message}`)
    return { text, version: this.version(), run: flowRun(read.node, this.capture), startedAt, endedAt: null }
  }
}
