/** One of the two captures, read to its end. */
import { COUNTER_FIRST_TIME, COUNTER_LAST_TIME } from '../../contracts/abi'
import type { Core } from '../core'
import type { Source } from '../source/source'

/** What alignment needs of a capture; an OpenCapture is one. */
export interface CaptureEnd {
  readonly core: Core
  readonly source: Source
}

/** Times of one capture as nanoseconds since its first frame, which a number holds exactly for 104 days. */
export interface TimeBase {
  readonly start: bigint
  /** Nanoseconds from its first to its last frame. */
  readonly lengthNs: number
}

export function timeBaseOf({ core }: CaptureEnd): TimeBase {
  const start = core.counterTime(COUNTER_FIRST_TIME)
  return { start, lengthNs: Number(core.counterTime(COUNTER_LAST_TIME) - start) }
}
