import { Analysis } from '../../../contracts/abi'
import { pluralWords } from '../../words'
import { nextStep, pathLoss } from '../nextSteps'
import type { Rule } from '../rule'
import { evidence, inFrame } from '../story'
import { countOf, segmentsOf } from './counts'
import { duplicateFrames } from './duplicateFrames'

const AT_LEAST = 10
const SHARE = 0.03

/** Many segments were sent again. */
export const heavyLoss: Rule = {
  id: 'heavy-retransmission',
  judge(flow, capture) {
    const lost = countOf(flow, Analysis.RETRANSMISSION) - countOf(flow, Analysis.SPURIOUS_RETRANSMISSION)
    if (lost < AT_LEAST || lost <= SHARE * segmentsOf(flow)) return null
    // A frame that was captured twice looks like one that was sent again.
    return duplicateFrames.judge(flow, capture) === null ? 'warning' : null
  },
  title: () => 'Many retransmissions',
  explain(story) {
    const { flow } = story
    const again = countOf(flow, Analysis.RETRANSMISSION)
    const spurious = countOf(flow, Analysis.SPURIOUS_RETRANSMISSION)
    const share = ((100 * again) / segmentsOf(flow)).toFixed(1)
    const shown = story.some((segment) => (segment.analysis & Analysis.RETRANSMISSION) !== 0, 5)
    return {
      certainty: 'proved',
      evidence: evidence(...shown.map((found) => [found, 'sent again'] as const)),
      counterEvidence:
        spurious === 0
          ? []
          : [`${pluralWords(spurious, 'segment')} had already been acknowledged: not lost, only late.`],
      words: () => ({
        sentence: `${pluralWords(again, 'segment')} of ${segmentsOf(flow)} (${share} %) were sent again, first${inFrame(shown[0] ?? null)}: the path loses segments, or delays them beyond the sender's patience.`,
        expectedNext: '',
        nextStep: nextStep(
          'See where on the path segments get lost:',
          pathLoss(story.address(flow.index('server')), flow.port(flow.index('server'))),
        ),
      }),
    }
  },
}
