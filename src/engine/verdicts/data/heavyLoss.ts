import { Analysis, FlowBit } from '../../../contracts/abi'
import type { FlowRecord } from '../../flowRecord'
import { said } from '../../said/said'
import { pluralWords } from '../../words'
import { nextStep, pathLoss } from '../nextSteps'
import type { Rule } from '../rule'
import { evidence, type FlowStory, inFrame, isRetransmission } from '../story'
import { FlowTrait } from '../traits'
import { countOf, segmentsOf } from './counts'

const AT_LEAST = 10
const SHARE = 0.03

const lostIn = (flow: FlowRecord): number =>
  countOf(flow, Analysis.RETRANSMISSION) - countOf(flow, Analysis.SPURIOUS_RETRANSMISSION)

const isHeavy = (flow: FlowRecord, lost: number): boolean => lost >= AT_LEAST && lost > SHARE * segmentsOf(flow)

function copiesIn(story: FlowStory): number {
  let copies = 0
  story.first((segment) => {
    if (segment.isDuplicate && isRetransmission(segment)) copies += 1
    return false
  })
  return copies
}

/** Many segments were sent again. */
export const heavyLoss: Rule = {
  id: 'heavy-retransmission',
  needs: FlowTrait.ANALYSIS,
  judge(flow, capture) {
    if (!isHeavy(flow, lostIn(flow))) return null
    // A frame that was captured twice looks like one that was sent again.
    if (flow.has(FlowBit.DUPLICATES) && !isHeavy(flow, lostIn(flow) - copiesIn(capture.story(flow)))) return null
    return 'warning'
  },
  title: () => said`Many retransmissions`,
  explain(story) {
    const { flow } = story
    const again = countOf(flow, Analysis.RETRANSMISSION)
    const spurious = countOf(flow, Analysis.SPURIOUS_RETRANSMISSION)
    const share = ((100 * again) / segmentsOf(flow)).toFixed(1)
    const shown = story.some((segment) => isRetransmission(segment) && !segment.isDuplicate, 5)
    return {
      certainty: 'proved',
      evidence: evidence(...shown.map((found) => [found, said`sent again`] as const)),
      counterEvidence:
        spurious === 0
          ? []
          : [said`${pluralWords(spurious, 'segment')} had already been acknowledged: not lost, only late.`],
      words: () => ({
        sentence: said`${pluralWords(again, 'segment')} of ${segmentsOf(flow)} (${share} %) were sent again, first${inFrame(shown[0] ?? null)}: the path loses segments, or delays them beyond the sender's patience.`,
        expectedNext: '',
        nextStep: nextStep(
          said`See where on the path segments get lost:`,
          pathLoss(story.address(flow.index('server')), flow.port(flow.index('server'))),
        ),
      }),
    }
  },
}
