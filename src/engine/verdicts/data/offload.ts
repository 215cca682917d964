import { Analysis, FlowBit } from '../../../contracts/abi'
import type { EndpointIndex, FlowRecord } from '../../flowRecord'
import { said } from '../../said/said'
import { byteWords, countWords } from '../../words'
import { nextStep, OFFLOADS } from '../nextSteps'
import type { Rule } from '../rule'
import { evidence, inFrame, otherEndpoint } from '../story'
import { FlowTrait } from '../traits'
import { countOf } from './counts'

const OVERSIZED = [FlowBit.SUPER_SEGMENTS_A, FlowBit.SUPER_SEGMENTS_B] as const
const UNSUMMED = [FlowBit.OFFLOADED_A, FlowBit.OFFLOADED_B] as const
const WRONGLY_SUMMED = [FlowBit.BAD_CHECKSUM_A, FlowBit.BAD_CHECKSUM_B] as const

/** The endpoint that one of these bits names, or null. */
const named = (flow: FlowRecord, [bitOfA, bitOfB]: readonly [FlowBit, FlowBit]): EndpointIndex | null =>
  flow.has(bitOfA) ? 0 : flow.has(bitOfB) ? 1 : null

/** Something was sent again or came late, beyond the handshake. */
const isDisturbed = (flow: FlowRecord): boolean =>
  countOf(flow, Analysis.OUT_OF_ORDER) > 0 ||
  countOf(flow, Analysis.RETRANSMISSION) > flow.synRetransmissions + flow.synAckRetransmissions

/** Wrong checksums of an endpoint that leaves others to its card: the card mends these too. */
const isDoubted = (flow: FlowRecord, endpoint: EndpointIndex): boolean =>
  flow.has(UNSUMMED[endpoint]) && flow.has(WRONGLY_SUMMED[endpoint])

const doubted = (flow: FlowRecord): EndpointIndex | null => (isDoubted(flow, 0) ? 0 : isDoubted(flow, 1) ? 1 : null)

/**
 * Segments that no network carries: the capture saw them before (or after) the network card cut (or joined) them. Said
 * of a flow only where it explains what else looks like trouble; the capture's quality says it once for all.
 */
export const offload: Rule = {
  id: 'offload',
  needs: FlowTrait.OFFLOADED,
  judge(flow) {
    const isOversized = named(flow, OVERSIZED) !== null && isDisturbed(flow)
    return isOversized || doubted(flow) !== null ? 'note' : null
  },
  title: (): string => said`Offload by the network card`,
  explain(story) {
    const { flow } = story
    const oversized = named(flow, OVERSIZED)
    const unsummed = doubted(flow)
    const most = oversized === null ? 0 : flow.mss(otherEndpoint(oversized))
    const shown =
      oversized === null ? null : story.first((segment) => segment.sender === oversized && segment.length > most)
    const bytes = shown ? story.segmentAt(shown).length : 0
    const sizes =
      oversized === null
        ? ''
        : said`${story.address(oversized)} seems to send more at once than its peer's MSS of ${countWords(most)} allows, first ${byteWords(bytes)}${inFrame(shown)}: a network card cuts or joins segments (TSO, GRO) outside the capture, so what is counted here as one sent again or late may be several on the wire. `
    const sums =
      unsummed === null
        ? ''
        : said`The checksums of ${story.address(unsummed)} are left to its network card, since the capture was made on that host, before the card: wrong ones among them are no damage. `
    return {
      certainty: 'proved',
      evidence: evidence([
        shown ?? story.firstSegment,
        shown ? said`larger than the MSS` : said`its checksums are left to the card`,
      ]),
      counterEvidence: [],
      words: () => ({
        sentence: said`${sizes}${sums}None of this is trouble by itself.`,
        expectedNext: '',
        nextStep: nextStep(
          said`Nothing needs doing. To see the segments of the wire, switch offload off while capturing:`,
          OFFLOADS,
        ),
      }),
    }
  },
}
