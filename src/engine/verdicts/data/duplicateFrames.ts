import { Analysis, Flag } from '../../../contracts/abi'
import { pluralWords } from '../../words'
import { nextStep } from '../nextSteps'
import type { Rule } from '../rule'
import { evidence, type FlowStory, type Found } from '../story'
import { countOf, segmentsOf } from './counts'

/** Copies of one frame are captured within this time; no TCP repeats data so soon. */
const TOGETHER_NS = 5e6
const LOOK_AHEAD = 200
const PAIRS_MIN = 2
/** Copies among what bears data, SYN or FIN: at a mirror port that sees both ways of a frame it is half. */
const SHARE = 0.3
/** Analysis flags that copies bring about, against all segments: below this it isn't worth looking. */
const SUSPICIOUS_SHARE = 0.15

interface Copies {
  readonly pairs: number
  readonly first: Found
  readonly second: Found
}

/** Segments that equal the one before in everything, within milliseconds. */
function findCopies(story: FlowStory): Copies | null {
  let before = ''
  let beforeAt: Found | null = null
  let first: Copies | null = null
  let pairs = 0
  let looked = 0
  let bearing = 0
  story.first((segment) => {
    looked += 1
    const { sender, seq, ack, flags, length, windowField } = segment
    const found = story.foundAt(segment.index)
    const isBearing = length > 0 || (flags & (Flag.SYN | Flag.FIN)) !== 0
    const key = `${sender} ${seq} ${ack} ${flags} ${length} ${windowField}`
    if (isBearing) bearing += 1
    if (isBearing && beforeAt !== null && key === before && found.ns - beforeAt.ns <= TOGETHER_NS) {
      pairs += 1
      first ??= { pairs, first: beforeAt, second: found }
    }
    before = key
    beforeAt = found
    return looked >= LOOK_AHEAD
  })
  // The closure assigned it; the compiler can't see that.
  const copies = first as Copies | null
  if (copies === null || pairs < PAIRS_MIN || pairs < SHARE * bearing) return null
  const ids = [story.packet(copies.first)?.ipId ?? null, story.packet(copies.second)?.ipId ?? null]
  const isOtherPacket = ids[0] !== null && ids[1] !== null && ids[0] !== ids[1]
  return isOtherPacket ? null : { ...copies, pairs }
}

/** The same frames were captured twice: what looks like retransmissions is none. */
export const duplicateFrames: Rule = {
  id: 'duplicate-frames',
  judge(flow, capture) {
    const suspicious =
      countOf(flow, Analysis.RETRANSMISSION) +
      countOf(flow, Analysis.DUPLICATE_ACK) +
      countOf(flow, Analysis.OUT_OF_ORDER)
    if (suspicious < PAIRS_MIN || suspicious < SUSPICIOUS_SHARE * segmentsOf(flow)) return null
    return findCopies(capture.story(flow)) === null ? null : 'note'
  },
  title: () => 'Frames captured twice',
  explain(story) {
    const copies = findCopies(story)
    return {
      certainty: 'likely',
      evidence: evidence([copies?.first ?? null, 'a frame'], [copies?.second ?? null, 'the same frame again']),
      counterEvidence: [],
      words: () => ({
        sentence: `Frame ${copies?.second.frame} is frame ${copies?.first.frame} once more, and ${pluralWords(copies?.pairs ?? 0, 'frame')} in all came twice within 5 ms: the capture saw them at two places, so retransmissions and duplicate ACKs counted here are doubtful.`,
        expectedNext: '',
        nextStep: nextStep(
          'Capture on one interface rather than "any", or mirror one direction of each port; editcap -d removes the copies.',
        ),
      }),
    }
  },
}
