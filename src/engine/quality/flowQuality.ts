/** What the capture lacks of one flow. */

import { Analysis, EndpointBit, FlowBit } from '../../contracts/abi'
import type { QualityIssue } from '../../contracts/summary'
import type { Core } from '../core'
import type { FlowRecord } from '../flowRecord'
import { gapsOf, mayHaveGaps } from '../flows/gaps'
import { said } from '../said/said'
import { andWords, byteWords, pluralWords, sideWords } from '../words'
import { missingSegments, RESTS_ON_COUNTS, RESTS_ON_SILENCE } from './issue'

const ACK_LOST_SEGMENT_BIT = Math.log2(Analysis.ACK_LOST_SEGMENT)

/** Acknowledged, so it was sent and arrived, and yet it isn't in the capture. */
const unseenSegments = (flow: FlowRecord): number => flow.analysisCount(ACK_LOST_SEGMENT_BIT)

function isOneWay(flow: FlowRecord): boolean {
  const isUnseenA = flow.segments(0) === 0 && flow.endpointHas(1, EndpointBit.ACK_SEEN)
  return isUnseenA || (flow.segments(1) === 0 && flow.endpointHas(0, EndpointBit.ACK_SEEN))
}

/** The capture lacks segments of this flow for sure: a FIN may be among them. Allocates nothing. */
export const hasUnseenSegments = (flow: FlowRecord): boolean => unseenSegments(flow) > 0 || isOneWay(flow)

const NONE: readonly QualityIssue[] = []
const ANY_BIT = FlowBit.MID_STREAM | FlowBit.DUPLICATES

/** Bytes that were sent as far as the numbers tell, and are not in the capture: lost on the way to it, or by it. */
function gapIssue(core: Core, flow: FlowRecord): QualityIssue | null {
  const sides = (['client', 'server'] as const)
    .map((side) => ({ side, ...gapsOf(core, flow, flow.index(side)) }))
    .filter(({ count }) => count > 0)
  const count = sides.reduce((sum, gaps) => sum + gaps.count, 0)
  if (count === 0) return null
  const words = sides.map(
    (gaps) =>
      said`${pluralWords(gaps.count, 'gap')}, ${byteWords(gaps.bytes)} of the ${sideWords(gaps.side)}'s stream,`,
  )
  return {
    id: 'gaps',
    count,
    weakens: [],
    lowersTo: 'proved',
    sentence:
      count === 1
        ? said`${andWords(words)} is not in this capture.`
        : said`${andWords(words)} are not in this capture.`,
  }
}

/** Issues of one flow; the same empty list for all flows that have none. */
export function flowQuality(core: Core, flow: FlowRecord): readonly QualityIssue[] {
  if ((flow.bits & ANY_BIT) === 0 && !hasUnseenSegments(flow) && !mayHaveGaps(flow)) return NONE
  const issues: QualityIssue[] = []
  const unseen = unseenSegments(flow)
  if (isOneWay(flow)) {
    issues.push({
      id: 'one-way',
      count: 1,
      weakens: RESTS_ON_SILENCE,
      lowersTo: 'possible',
      sentence: said`Only one direction of this flow was captured, so what the other side sent is not known.`,
    })
  } else if (unseen > 0) {
    issues.push({
      id: 'missing-segments',
      count: unseen,
      weakens: RESTS_ON_SILENCE,
      lowersTo: 'possible',
      sentence: missingSegments(),
    })
  }
  const gaps = gapIssue(core, flow)
  if (gaps !== null) issues.push(gaps)
  if (flow.has(FlowBit.MID_STREAM)) {
    issues.push({
      id: 'mid-stream',
      count: 1,
      weakens: ['window-limited', 'sender-silent'],
      lowersTo: 'possible',
      sentence: said`The connection began before the capture, so its window scale and roles are not known for sure.`,
    })
  }
  if (flow.has(FlowBit.DUPLICATES)) {
    issues.push({
      id: 'duplicates',
      count: 1,
      weakens: RESTS_ON_COUNTS,
      lowersTo: 'likely',
      sentence: said`Frames of this flow were captured twice: counts of retransmissions are too high.`,
    })
  }
  return issues
}
