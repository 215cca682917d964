import { Analysis } from '../../contracts/abi'
import { pluralWords } from '../words'
import { nextStep, pathLoss } from './nextSteps'
import type { Rule } from './rule'
import { evidence, inFrame } from './story'

const RETRANSMISSION_BIT = Math.log2(Analysis.RETRANSMISSION)
const SPURIOUS_BIT = Math.log2(Analysis.SPURIOUS_RETRANSMISSION)
const AT_LEAST = 10
const SHARE = 0.03

/** Many segments were sent again. */
export const heavyLoss: Rule = {
  id: 'heavy-retransmission',
  judge(flow) {
    const again = flow.analysisCount(RETRANSMISSION_BIT)
    return again >= AT_LEAST && again > SHARE * (flow.segments(0) + flow.segments(1)) ? 'warning' : null
  },
  title: () => 'Many retransmissions',
  explain(story) {
    const { flow } = story
    const again = flow.analysisCount(RETRANSMISSION_BIT)
    const spurious = flow.analysisCount(SPURIOUS_BIT)
    const share = ((100 * again) / (flow.segments(0) + flow.segments(1))).toFixed(1)
    const shown = story.some((segment) => (segment.analysis & Analysis.RETRANSMISSION) !== 0, 5)
    return {
      certainty: 'proved',
      evidence: evidence(...shown.map((found) => [found, 'sent again'] as const)),
      counterEvidence:
        spurious === 0
          ? []
          : [`${pluralWords(spurious, 'segment')} had already been acknowledged: not lost, only late.`],
      words: () => ({
        sentence: `${pluralWords(again, 'segment')} of ${flow.segments(0) + flow.segments(1)} (${share} %) were sent again, first${inFrame(shown[0] ?? null)}: the path loses segments, or delays them beyond the sender's patience.`,
        expectedNext: '',
        nextStep: nextStep(
          'See where on the path segments get lost:',
          pathLoss(story.address(flow.index('server')), flow.port(flow.index('server'))),
        ),
      }),
    }
  },
}
