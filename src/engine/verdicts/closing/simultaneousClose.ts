import { FlowBit } from '../../../contracts/abi'
import { said } from '../../said/said'
import { nothingToDo, type Rule } from '../rule'
import { evidence, inFrame } from '../story'
import { FlowTrait } from '../traits'

/** Both sides closed at once: RFC 9293 §3.6, Figure 13. */
export const simultaneousClose: Rule = {
  id: 'simultaneous-close',
  needs: FlowTrait.FINS_CROSSED,
  judge: (flow) => (flow.has(FlowBit.FINS_CROSSED) ? 'note' : null),
  title: () => said`Simultaneous close`,
  explain(story) {
    const fins = [story.fin(0), story.fin(1)] as const
    return {
      certainty: 'proved',
      evidence: evidence([fins[0], 'FIN'], [fins[1], said`FIN of the other side, sent before it had got the first`]),
      counterEvidence: [],
      words: () => ({
        sentence: said`Both sides sent FIN${inFrame(fins[0])} and${inFrame(fins[1])} before either had got the other's: a simultaneous close. Both pass through CLOSING into TIME_WAIT.`,
        expectedNext: '',
        nextStep: nothingToDo(),
      }),
    }
  },
}
