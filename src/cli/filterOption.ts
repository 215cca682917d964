/** `--filter EXPR`: only what passes a display filter is printed. */
import { COUNTER_FIRST_TIME } from '../contracts/abi'
import type { FilterScope } from '../contracts/filter'
import type { Filtered } from '../engine/filter/index'
import { EXIT, Failure } from './exit'

export const FILTER = { filter: { type: 'string' } } as const

/** A filter that was checked; its modules are loaded only where one is given. */
export interface FilterOption {
  /** By flow, 1: it passes. */
  flows(capture: Filtered): Uint8Array
  /** By segment index, 1: it passes. */
  segments(capture: Filtered): Uint8Array
}

/**
 * Checks the filter before anything is read.
 *
 * @param value of the option, as given; undefined: none was.
 * @throws Failure on a wrong filter, with the place of the mistake.
 */
export async function filterOption(
  scope: FilterScope,
  value: string | boolean | undefined,
): Promise<FilterOption | null> {
  if (typeof value !== 'string') return null
  const { flowRun, passingSegments, readFilter } = await import('../engine/filter/index')
  const checked = readFilter(value, scope)
  if (!checked.ok) {
    const { message, column, length } = checked.problem
    throw new Failure(`--filter, column ${column}: ${message}\n${underlined(value, column, length)}`, EXIT.USAGE)
  }
  // Dates in the filter are compared with the capture's first frame, known by then.
  const nodeFor = ({ core }: Filtered) => {
    const read = readFilter(value, scope, core.counterTime(COUNTER_FIRST_TIME))
    return read.ok ? read.node : checked.node
  }
  return {
    flows: (capture) => {
      const run = flowRun(nodeFor(capture), capture)
      while (!run.advance(Number.POSITIVE_INFINITY));
      return run.passed
    },
    segments: (capture) => passingSegments(nodeFor(capture), capture),
  }
}

/** The filter with a caret under each letter of the mistake. */
function underlined(text: string, column: number, length: number): string {
  const plain = text.replace(/[\n\r\t]/g, ' ')
  return `  ${plain}\n  ${' '.repeat(column - 1)}${'^'.repeat(length)}`
}
