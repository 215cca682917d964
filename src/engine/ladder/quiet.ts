/** When a pause is long enough to be a row: silence is relative to how the flow usually speaks. */
import { Analysis } from '../../contracts/abi'
import { KEEP_ALIVES, PROBES } from './classify'
import { type FlowRows, hasAnalysis } from './flowRows'

const SECOND = 1e9
/** No shorter pause is a break. */
export const QUIET_AT_LEAST = 1 * SECOND
/** Every longer pause is one. */
export const QUIET_AT_MOST = 60 * SECOND
/** A pause stands out where it is this many times the usual gap. */
const OUTSTANDING = 20
const SAMPLES = 2048
/** Below this many gaps there is no usual one. */
const ENOUGH_GAPS = 8

/** Nanoseconds of silence from which this flow's ladder shows a break: 20 usual gaps, within 1 s and 60 s. */
export function quietThreshold(rows: FlowRows): number {
  const gaps = rows.count - 1
  if (gaps < ENOUGH_GAPS) return QUIET_AT_LEAST
  const taken = Math.min(gaps, SAMPLES)
  const sample = new Float64Array(taken)
  for (let i = 0; i < taken; i++) {
    const position = 1 + Math.floor((i * gaps) / taken)
    sample[i] = gapBefore(rows, position)
  }
  sample.sort()
  const usual = sample[taken >> 1] ?? 0
  return Math.min(Math.max(QUIET_AT_LEAST, OUTSTANDING * usual), QUIET_AT_MOST)
}

/** Nanoseconds between a segment and the one before it; 0 for the first and where the clock went backwards. */
export function gapBefore(rows: FlowRows, position: number): number {
  if (position <= 0) return 0
  return Math.max(0, (rows.time[position] ?? 0) - (rows.time[position - 1] ?? 0))
}

/**
 * Whether a break stands before `position`. Pauses that the row itself explains are none: around probes, since the
 * window is shut then; between keep-alives of one run, and before a repetition, whose label says how long it waited.
 */
export function isQuietBefore(rows: FlowRows, classes: Uint8Array, position: number, threshold: number): boolean {
  if (gapBefore(rows, position) < threshold) return false
  const kind = classes[position]
  if (kind === PROBES || classes[position - 1] === PROBES) return false
  if (kind === KEEP_ALIVES && classes[position - 1] === KEEP_ALIVES) return false
  return !hasAnalysis(rows, position, Analysis.RETRANSMISSION)
}
