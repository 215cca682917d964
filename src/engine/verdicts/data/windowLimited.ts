import { Analysis } from '../../../contracts/abi'
import type { EndpointIndex } from '../../flowRecord'
import { said } from '../../said/said'
import { pluralWords } from '../../words'
import { nextStep, RECEIVE_BUFFERS } from '../nextSteps'
import type { Rule } from '../rule'
import { inFrame, otherEndpoint } from '../story'
import { FlowTrait } from '../traits'
import { countOf, segmentsOf } from './counts'
import { evidenceOf, firstWith } from './firstWith'

/** Often as much in flight as the receiver's window allows. */
export const windowLimited: Rule = {
  id: 'window-limited',
  needs: FlowTrait.ANALYSIS,
  judge(flow) {
    const full = countOf(flow, Analysis.WINDOW_FULL)
    return full >= 10 && full * 20 >= segmentsOf(flow) ? 'note' : null
  },
  title: () => said`Limited by the window`,
  explain(story) {
    const shown = firstWith(story, Analysis.WINDOW_FULL)
    const sender: EndpointIndex = shown[0] ? story.segmentAt(shown[0]).sender : 0
    const receiver = otherEndpoint(sender)
    return {
      certainty: 'likely',
      evidence: evidenceOf(shown, said`fills the window`),
      counterEvidence: [],
      words: () => ({
        sentence: said`${pluralWords(countOf(story.flow, Analysis.WINDOW_FULL), 'segment')} of ${story.address(sender)}, first${inFrame(shown[0] ?? null)}, filled the window of ${story.address(receiver)} to the last byte: the receiver's window, not the network, bounds the speed.`,
        expectedNext: '',
        nextStep: nextStep(
          said`On ${story.address(receiver)}, see how large the window may grow; does the application read fast enough?`,
          RECEIVE_BUFFERS,
        ),
      }),
    }
  },
}
