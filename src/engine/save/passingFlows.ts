/** Which flows pass a display filter, for a file: found out bit by bit, queries are answered meanwhile. */
import { COUNTER_FIRST_TIME } from '../../contracts/abi'
import { type Filtered, flowRun, readFilter } from '../filter/index'
import { rested } from './rested'
import type { Writing } from './writing'

/** Between two looks at the clock. */
const STEP_MS = 4

/**
 * By flow, 1: it passes. Flows that come while it runs are left out.
 *
 * @returns undefined where there is no filter.
 * @throws with a sentence where the filter is wrong; Cancelled.
 */
export async function passingFlows(
  capture: Filtered,
  expression: string,
  writing: Writing,
): Promise<Uint8Array | undefined> {
  if (expression === '') return undefined
  const read = readFilter(expression, 'flows', capture.core.counterTime(COUNTER_FIRST_TIME))
  if (!read.ok) throw new Error(`${read.problem.column}: ${read.problem.message}`)
  const run = flowRun(read.node, capture)
  await rested(
    () => !run.advance(STEP_MS),
    () => run.share,
    writing,
  )
  return run.passed
}
