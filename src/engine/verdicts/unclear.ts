import { EndpointBit } from '../../contracts/abi'
import { said } from '../said/said'
import { andWords } from '../words'
import { nextStep } from './nextSteps'
import type { Rule } from './rule'
import { evidence } from './story'
import { EVERY_FLOW } from './traits'

/** Holds where no other rule does: what was captured is too little for a judgement. */
export const unclear: Rule = {
  id: 'unclear',
  needs: EVERY_FLOW,
  judge: () => 'note',
  title: () => said`Too little seen`,
  explain(story) {
    const { flow } = story
    const silent = ([0, 1] as const).filter((endpoint) => !flow.endpointHas(endpoint, EndpointBit.ACTIVE))
    const why =
      silent.length > 0
        ? said`No segment of ${andWords(silent.map((endpoint) => story.named(endpoint)))} was captured`
        : said`What was captured does not tell the state of both sides`
    return {
      certainty: 'possible',
      evidence: evidence([story.firstSegment, said`the first segment`], [story.lastSegment, said`the last segment`]),
      counterEvidence: [],
      words: () => ({
        sentence: said`${why}, so there is no judgement.`,
        expectedNext: '',
        nextStep: nextStep(said`Capture both directions, from before the connection opens.`),
      }),
    }
  },
}
