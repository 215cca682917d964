import { FlowBit } from '../../contracts/abi'
import { said } from '../said/said'
import { nextStep } from './nextSteps'
import type { Rule } from './rule'
import { evidence } from './story'
import { FlowTrait } from './traits'

/** The connection is older than the capture, so its handshake wasn't seen. */
export const midStream: Rule = {
  id: 'mid-stream',
  needs: FlowTrait.MID_STREAM,
  judge: (flow) => (flow.has(FlowBit.MID_STREAM) ? 'note' : null),
  title: () => said`Began before the capture`,
  explain(story) {
    const first = story.firstSegment
    const isKnown = story.flow.has(FlowBit.CLIENT_KNOWN)
    return {
      certainty: 'proved',
      evidence: evidence([first, said`the first captured segment`]),
      counterEvidence: [],
      words: () => ({
        sentence: isKnown
          ? said`The first captured segment, frame ${first.frame}, is no SYN: the connection began before the capture. Window scale is not known for sure.`
          : said`The first captured segment, frame ${first.frame}, is no SYN: the connection began before the capture. Window scale and roles are not known for sure.`,
        expectedNext: '',
        nextStep: nextStep(said`To see the handshake, start capturing before the connection opens.`),
      }),
    }
  },
}
