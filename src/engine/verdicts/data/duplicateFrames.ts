import { Analysis, FlowBit } from '../../../contracts/abi'
import { said } from '../../said/said'
import { nextStep } from '../nextSteps'
import type { Rule } from '../rule'
import { evidence } from '../story'
import { FlowTrait } from '../traits'
import { countOf } from './counts'

/** The same frames were captured twice: what looks like retransmissions is none. */
export const duplicateFrames: Rule = {
  id: 'duplicate-frames',
  needs: FlowTrait.DUPLICATES,
  judge: (flow) => (flow.has(FlowBit.DUPLICATES) ? 'note' : null),
  title: () => said`Frames captured twice`,
  explain(story) {
    const copy = story.first((segment) => segment.isDuplicate)
    const { sender, seq } = story.segmentAt(copy ?? story.firstSegment)
    const original = copy && story.last((segment) => segment.sender === sender && segment.seq === seq, copy.index - 1)
    const doubtful = countOf(story.flow, Analysis.RETRANSMISSION) + countOf(story.flow, Analysis.DUPLICATE_ACK)
    return {
      certainty: 'likely',
      evidence: evidence([original, said`a frame`], [copy, said`the same frame again`]),
      counterEvidence: [],
      words: () => ({
        sentence: said`Frame ${copy?.frame ?? ''} is${original ? said` frame ${original.frame}` : said` an earlier frame`} once more: the capture saw frames of this connection at two places.${doubtful === 0 ? '' : said` Retransmissions and duplicate ACKs counted here are doubtful.`}`,
        expectedNext: '',
        nextStep: nextStep(
          said`Capture on one interface rather than "any", or mirror one direction of each port; editcap -d removes the copies.`,
        ),
      }),
    }
  },
}
