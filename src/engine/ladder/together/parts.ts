/** What the ladders of several flows are planned from. */
import type { Core } from '../../core'
import { readFlow } from '../../flows/flow'
import type { Judge } from '../../verdicts/judge'
import { readFlowRows } from '../readFlowRows'
import type { TogetherPart } from './index'

/** @param knownUntil until when the capture is known to be complete, nanoseconds since the epoch. */
export const partsOf = (core: Core, judge: Judge, knownUntil: bigint, flows: readonly number[]): TogetherPart[] =>
  flows.map((flow) => ({
    flow: readFlow(core, flow, judge),
    rows: readFlowRows(core, flow, knownUntil),
    timers: judge.timers(flow),
  }))
