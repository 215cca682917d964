/** What a report is made from: an open capture, however it was read. */
import { COUNTER_FIRST_TIME, COUNTER_FRAMES, COUNTER_LAST_TIME } from '../../../contracts/abi'
import type { Flow } from '../../../contracts/flow'
import type { Core } from '../../core'
import { readFlow } from '../../flows/flow'
import { type Ladder, planLadder } from '../../ladder/index'
import type { Judge } from '../../verdicts/judge'

export interface Reported {
  readonly core: Core
  readonly judge: Judge
  /** The capture's name, without its folder: a report is shown to others. */
  readonly name: string
  /** Verdict codes by flow. */
  readonly codes: Uint16Array
  /** Until when the capture is known to be complete, nanoseconds since the epoch. */
  readonly knownUntil: bigint
}

/** Time of the first frame; null: there is none. */
export const firstTime = (core: Core): bigint | null =>
  core.counter(COUNTER_FRAMES) === 0 ? null : core.counterTime(COUNTER_FIRST_TIME)

export const lastTime = (core: Core): bigint => core.counterTime(COUNTER_LAST_TIME)

export const flowOf = ({ core, judge }: Reported, flow: number): Flow => readFlow(core, flow, judge)

export function ladderOf({ core, judge, knownUntil }: Reported, flow: Flow): Ladder {
  return planLadder(core, flow, new Set(), judge.timers(flow.flow), { knownUntil, revision: 0 })
}
