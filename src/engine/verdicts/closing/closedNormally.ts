import { Flag, FlowBit } from '../../../contracts/abi'
import { isGraceful } from '../../flows/close'
import { durationWords } from '../../words'
import { NOTHING_TO_DO, type Rule } from '../rule'
import { ackOfFin, evidence, type FlowStory, hasFlags } from '../story'
import { FlowTrait } from '../traits'

function closers(story: FlowStory): string {
  const { flow } = story
  if (flow.has(FlowBit.FINS_CROSSED)) return 'both sides at once'
  return story.named(flow.has(FlowBit.FIRST_FIN_FROM_B) ? 1 : 0)
}

/** Both sides closed and both FINs were acknowledged. */
export const closedNormally: Rule = {
  id: 'closed-normally',
  needs: FlowTrait.GRACEFUL,
  judge: (flow) => (isGraceful(flow) && !flow.has(FlowBit.RESET) ? 'ok' : null),
  title: () => 'Closed normally',
  explain(story) {
    const first = story.firstSegment
    const fin = story.last((segment) => hasFlags(segment, Flag.FIN)) ?? story.lastSegment
    const closed = story.segmentAt(fin).sender
    const isAck = ackOfFin(closed, story.flow.finEnd(closed))
    // A FIN that came again after its ACK may have no other.
    const ack = story.first(isAck, fin.index) ?? story.last(isAck, fin.index) ?? story.lastSegment
    return {
      certainty: 'proved',
      evidence: evidence([first, 'the first segment'], [fin, `FIN from ${story.named(closed)}`], [ack, 'its ACK']),
      counterEvidence: [],
      words: () => ({
        sentence: `Healthy: closed by ${closers(story)} after ${durationWords(Math.max(0, ack.ns - first.ns))}; both FINs were acknowledged, the last by frame ${ack.frame}.`,
        expectedNext: '',
        nextStep: NOTHING_TO_DO,
      }),
    }
  },
}
