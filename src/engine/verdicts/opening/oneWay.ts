import { EndpointBit, Flag } from '../../../contracts/abi'
import type { EndpointIndex, FlowRecord } from '../../flowRecord'
import { said } from '../../said/said'
import { nextStep } from '../nextSteps'
import type { Rule } from '../rule'
import { evidence, hasFlags, otherEndpoint } from '../story'
import { FlowTrait } from '../traits'

/** The endpoint that wasn't captured although the other one acknowledges what it sent; null: both or too little seen. */
export function unseenEndpoint(flow: FlowRecord): EndpointIndex | null {
  for (const endpoint of [0, 1] as const) {
    const seen = otherEndpoint(endpoint)
    if (flow.segments(endpoint) === 0 && flow.endpointHas(seen, EndpointBit.ACK_SEEN)) return endpoint
  }
  return null
}

/** One direction is missing from the capture: nothing follows from what it did not show. */
export const oneWay: Rule = {
  id: 'one-way',
  needs: FlowTrait.ONE_SIDED,
  judge: (flow) => (unseenEndpoint(flow) === null ? null : 'note'),
  title: () => said`Only one direction captured`,
  explain(story) {
    const { flow } = story
    const unseen = unseenEndpoint(flow) ?? 0
    const seen = otherEndpoint(unseen)
    const ack = story.first((segment) => segment.sender === seen && hasFlags(segment, Flag.ACK))
    return {
      certainty: 'proved',
      evidence: evidence(
        [ack, said`${story.named(seen)} acknowledges what the capture lacks`],
        [story.lastSegment, said`the last segment`],
      ),
      counterEvidence: [],
      words: () => ({
        sentence: said`No segment of ${story.named(unseen)} was captured, although ${story.address(seen)} acknowledges what it sent: the other direction takes a path that passes this capture by. Silence proves nothing here.`,
        expectedNext: '',
        nextStep: nextStep(said`Capture on one of the two hosts, or mirror both directions of the link.`),
      }),
    }
  },
}
