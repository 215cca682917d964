import { FlowBit } from '../../../contracts/abi'
import type { EndpointIndex, FlowRecord } from '../../flowRecord'
import { byteWords, countWords } from '../../words'
import { nextStep, OFFLOADS } from '../nextSteps'
import type { Rule } from '../rule'
import { evidence, inFrame, otherEndpoint } from '../story'
import { FlowTrait } from '../traits'

const OVERSIZED = [FlowBit.SUPER_SEGMENTS_A, FlowBit.SUPER_SEGMENTS_B] as const
const UNSUMMED = [FlowBit.OFFLOADED_A, FlowBit.OFFLOADED_B] as const

/** The endpoint that one of these bits names, or null. */
const named = (flow: FlowRecord, [bitOfA, bitOfB]: readonly [FlowBit, FlowBit]): EndpointIndex | null =>
  flow.has(bitOfA) ? 0 : flow.has(bitOfB) ? 1 : null

/** Segments that no network carries: the capture saw them before (or after) the network card cut (or joined) them. */
export const offload: Rule = {
  id: 'offload',
  needs: FlowTrait.OFFLOADED,
  judge: (flow) => (named(flow, OVERSIZED) === null && named(flow, UNSUMMED) === null ? null : 'note'),
  title: (): string => 'Offload by the network card',
  explain(story) {
    const { flow } = story
    const oversized = named(flow, OVERSIZED)
    const unsummed = named(flow, UNSUMMED)
    const most = oversized === null ? 0 : flow.mss(otherEndpoint(oversized))
    const shown =
      oversized === null ? null : story.first((segment) => segment.sender === oversized && segment.length > most)
    const bytes = shown ? story.segmentAt(shown).length : 0
    const sizes =
      oversized === null
        ? ''
        : `${story.address(oversized)} seems to send more at once than its peer's MSS of ${countWords(most)} allows, first ${byteWords(bytes)}${inFrame(shown)}: a network card cuts or joins segments (TSO, GRO) outside the capture. `
    const sums =
      unsummed === null
        ? ''
        : `The checksums of ${story.address(unsummed)} are left to its network card: the capture was made on that host, before the card. `
    return {
      certainty: 'proved',
      evidence: evidence([shown ?? story.firstSegment, shown ? 'larger than the MSS' : 'checksum left to the card']),
      counterEvidence: [],
      words: () => ({
        sentence: `${sizes}${sums}None of this is trouble on the wire.`,
        expectedNext: '',
        nextStep: nextStep(
          'Nothing needs doing. To see the segments of the wire, switch offload off while capturing:',
          OFFLOADS,
        ),
      }),
    }
  },
}
