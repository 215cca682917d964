import { FlowBit } from '../../../contracts/abi'
import { isGraceful } from '../../flows/close'
import { durationWords } from '../../words'
import { NOTHING_TO_DO, type Rule } from '../rule'
import { evidence, type FlowStory } from '../story'
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
    const last = story.lastSegment
    return {
      certainty: 'proved',
      evidence: evidence([first, 'the first segment'], [last, 'the last segment']),
      counterEvidence: [],
      words: () => ({
        sentence: `Healthy: closed by ${closers(story)} after ${durationWords(Math.max(0, last.ns - first.ns))}; both FINs were acknowledged, the last by frame ${last.frame}.`,
        expectedNext: '',
        nextStep: NOTHING_TO_DO,
      }),
    }
  },
}
