/** One segment as a tree of layers and fields, with its frame's bytes. */
import type { SegmentDetail } from '../../contracts/segment'
import { segmentIndex } from '../../contracts/units'
import type { Core } from '../core'
import { inEnglishOnly } from '../said/said'
import { SegmentRecord } from '../segmentRecord'
import type { Source } from '../source/source'
import { dissect } from './dissect'
import { FrameBytes } from './frameBytes'
import { frameNode } from './frameNode'
import { readFacts } from './readFacts'
import { readRecord } from './readRecord'

/**
 * Describes a segment, reading its frame back from the capture.
 *
 * @param segment below core.segmentLimit(); an index that no segment has gives null.
 * @throws with a sentence where the frame can't be read any more.
 */
export function describeSegment(core: Core, source: Source, segment: number): SegmentDetail | null {
  // Its fields bear the names that display filters and other programs use: durations among them stay English as well.
  return inEnglishOnly(() => described(core, source, segment))
}

function described(core: Core, source: Source, segment: number): SegmentDetail | null {
  const facts = readFacts(core, source, segment)
  if (facts === null) return null
  const record = new SegmentRecord(core).at(segment)
  const { frame: number, offset } = record
  const { bytes, originalLength, linkType, time } = readRecord(core, source, offset)
  const frame = new FrameBytes(bytes, originalLength)
  const file = source.fileAt?.(offset) ?? null
  const layers = [frameNode(frame, number, time, linkType, file), ...dissect(frame, linkType, facts)]
  return { segment: segmentIndex(segment), frame: number, time, bytes, originalLength, layers }
}
