import { EndpointBit } from '../../contracts/abi'
import { nextStep } from './nextSteps'
import type { Rule } from './rule'
import { evidence } from './story'
import { EVERY_FLOW } from './traits'

/** Holds where no other rule does: what was captured is too little for a judgement. */
export const unclear: Rule = {
  id: 'unclear',
  needs: EVERY_FLOW,
  judge: () => 'note',
  title: () => 'Too little seen',
  explain(story) {
    const { flow } = story
    const silent = ([0, 1] as const).filter((endpoint) => !flow.endpointHas(endpoint, EndpointBit.ACTIVE))
    const why =
      silent.length > 0
        ? `No segment of ${silent.map((endpoint) => story.named(endpoint)).join(' and ')} was captured`
        : 'What was captured does not tell the state of both sides'
    return {
      certainty: 'possible',
      evidence: evidence([story.firstSegment, 'the first segment'], [story.lastSegment, 'the last segment']),
      counterEvidence: [],
      words: () => ({
        sentence: `${why}, so there is no judgement.`,
        expectedNext: '',
        nextStep: nextStep('Capture both directions, from before the connection opens.'),
      }),
    }
  },
}
