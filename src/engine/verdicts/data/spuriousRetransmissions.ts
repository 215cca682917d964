import { Analysis } from '../../../contracts/abi'
import { said } from '../../said/said'
import { pluralWords } from '../../words'
import { nextStep, pathLoss } from '../nextSteps'
import type { Rule } from '../rule'
import { inFrame } from '../story'
import { FlowTrait } from '../traits'
import { countOf } from './counts'
import { evidenceOf, firstWith } from './firstWith'

/** Retransmissions of what had been acknowledged already: the ACKs were late or lost, not the data. */
export const spuriousRetransmissions: Rule = {
  id: 'spurious-retransmissions',
  needs: FlowTrait.ANALYSIS,
  judge(flow) {
    const spurious = countOf(flow, Analysis.SPURIOUS_RETRANSMISSION)
    return spurious >= 3 && spurious * 2 >= countOf(flow, Analysis.RETRANSMISSION) ? 'note' : null
  },
  title: () => said`Retransmitted needlessly`,
  explain(story) {
    const shown = firstWith(story, Analysis.SPURIOUS_RETRANSMISSION)
    return {
      certainty: 'proved',
      evidence: evidenceOf(shown, said`sent again, though acknowledged`),
      counterEvidence: [],
      words: () => ({
        sentence: said`${pluralWords(countOf(story.flow, Analysis.SPURIOUS_RETRANSMISSION), 'segment')}, first${inFrame(shown[0] ?? null)}, were sent again although their ACK had been captured: the data had arrived, but the ACKs got lost behind the capture or came later than the sender waits.`,
        expectedNext: '',
        nextStep: nextStep(
          said`See whether the way back loses or delays packets:`,
          pathLoss(story.address(story.flow.index('server')), story.flow.port(story.flow.index('server'))),
        ),
      }),
    }
  },
}
