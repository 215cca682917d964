import { FlowBit } from '../../contracts/abi'
import { nextStep } from './nextSteps'
import type { Rule } from './rule'
import { evidence } from './story'
import { FlowTrait } from './traits'

/** The connection is older than the capture, so its handshake wasn't seen. */
export const midStream: Rule = {
  id: 'mid-stream',
  needs: FlowTrait.MID_STREAM,
  judge: (flow) => (flow.has(FlowBit.MID_STREAM) ? 'note' : null),
  title: () => 'Began before the capture',
  explain(story) {
    const first = story.firstSegment
    const isKnown = story.flow.has(FlowBit.CLIENT_KNOWN)
    return {
      certainty: 'proved',
      evidence: evidence([first, 'the first captured segment']),
      counterEvidence: [],
      words: () => ({
        sentence: `The first captured segment, frame ${first.frame}, is no SYN: the connection began before the capture. Window scale${isKnown ? ' is' : ' and roles are'} not known for sure.`,
        expectedNext: '',
        nextStep: nextStep('To see the handshake, start capturing before the connection opens.'),
      }),
    }
  },
}
