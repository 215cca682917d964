import { Analysis } from '../../../contracts/abi'
import { said } from '../../said/said'
import { countWords, pluralWords } from '../../words'
import { nextStep } from '../nextSteps'
import type { Rule } from '../rule'
import { inFrame } from '../story'
import { FlowTrait } from '../traits'
import { countOf, segmentsOf } from './counts'
import { evidenceOf, firstWith } from './firstWith'

/** Segments that overtook others. */
export const reordering: Rule = {
  id: 'reordering',
  needs: FlowTrait.ANALYSIS,
  judge(flow) {
    const swapped = countOf(flow, Analysis.OUT_OF_ORDER)
    return swapped >= 3 && swapped * 100 >= segmentsOf(flow) ? 'note' : null
  },
  title: () => said`Segments out of order`,
  explain(story) {
    const shown = firstWith(story, Analysis.OUT_OF_ORDER)
    const swapped = countOf(story.flow, Analysis.OUT_OF_ORDER)
    return {
      certainty: 'likely',
      evidence: evidenceOf(shown, said`came late`),
      counterEvidence: [said`A segment that was lost and sent again within one round trip looks the same.`],
      words: () => ({
        sentence: said`${pluralWords(swapped, 'segment')} of ${countWords(segmentsOf(story.flow))}, first${inFrame(shown[0] ?? null)}, came after later ones: the path sends packets of this connection over ways of different length.`,
        expectedNext: '',
        nextStep: nextStep(said`Look for links that are bundled packet by packet, and for per-packet load balancing.`),
      }),
    }
  },
}
