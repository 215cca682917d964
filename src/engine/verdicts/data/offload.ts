import { EndpointBit } from '../../../contracts/abi'
import type { EndpointIndex, FlowRecord } from '../../flowRecord'
import { byteWords, countWords } from '../../words'
import { nextStep, OFFLOADS } from '../nextSteps'
import type { Rule } from '../rule'
import { evidence, inFrame, otherEndpoint } from '../story'

/** The sending host's segments are on average larger than its peer takes: seen before the network card cut them. */
function oversizedSender(flow: FlowRecord): EndpointIndex | null {
  for (const endpoint of [0, 1] as const) {
    const peer = otherEndpoint(endpoint)
    const most = flow.mss(peer)
    if (most === 0 || !flow.endpointHas(endpoint, EndpointBit.DATA_SEEN)) continue
    if (flow.payload(endpoint) > most * flow.segments(endpoint)) return endpoint
  }
  return null
}

/** Segments that no network carries: the capture saw them before (or after) the network card cut (or joined) them. */
export const offload: Rule = {
  id: 'offload',
  judge: (flow) => (oversizedSender(flow) === null ? null : 'note'),
  title: () => 'Segments joined by offload',
  explain(story) {
    const { flow } = story
    const endpoint = oversizedSender(flow) ?? 0
    const most = flow.mss(otherEndpoint(endpoint))
    const shown = story.first((segment) => segment.sender === endpoint && segment.length > most)
    const bytes = shown ? story.segmentAt(shown).length : 0
    return {
      certainty: 'proved',
      evidence: evidence([shown, 'larger than the MSS']),
      counterEvidence: [],
      words: () => ({
        sentence: `${story.address(endpoint)} seems to send more at once than its peer's MSS of ${countWords(most)} allows, first ${byteWords(bytes)}${inFrame(shown)}: the network card cuts or joins segments (TSO, GRO) outside the capture. Sizes, counts of segments and checksums only look like trouble here.`,
        expectedNext: '',
        nextStep: nextStep(
          'Nothing needs doing. To see the segments of the wire, switch offload off while capturing:',
          OFFLOADS,
        ),
      }),
    }
  },
}
