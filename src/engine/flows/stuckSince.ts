/** Since when a flow is stuck: the time of the first frame that its verdict rests on. */
import type { Verdict } from '../../contracts/flow'
import type { Core } from '../core'
import { SegmentRecord } from '../segmentRecord'

/** Nanoseconds since the epoch; null where the verdict isn't `stuck`, or segments aren't indexed yet. */
export function stuckSince(
  core: Core,
  flow: number,
  { severity, evidence }: Pick<Verdict, 'severity' | 'evidence'>,
): bigint | null {
  const [first] = evidence
  if (severity !== 'stuck' || first === undefined) return null
  const segments = core.flowSegments(flow)
  if (segments === null) return null
  const segment = new SegmentRecord(core)
  // Frame numbers grow with the index of the segment.
  let low = 0
  let high = segments.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (segment.at(segments[middle] as number).frame < first.frame) low = middle + 1
    else high = middle
  }
  const found = segments[low]
  return found !== undefined && segment.at(found).frame === first.frame ? segment.time : null
}
