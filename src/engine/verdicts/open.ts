import { TcpState } from '../../contracts/abi'
import { NOTHING_TO_DO, type Rule } from './rule'
import { evidence } from './story'
import { FlowTrait } from './traits'

/** Without a segment for this long a flow is called idle. */
const IDLE_NS = 10e9

/** Both sides are ESTABLISHED at the end of the capture. */
export const open: Rule = {
  id: 'open',
  needs: FlowTrait.ESTABLISHED,
  judge: (flow) => (flow.state(0) === TcpState.ESTABLISHED && flow.state(1) === TcpState.ESTABLISHED ? 'ok' : null),
  title: () => 'Open',
  explain(story) {
    const last = story.lastSegment
    const isIdle = story.capture.endNs - last.ns >= IDLE_NS
    return {
      certainty: 'likely',
      evidence: evidence([story.firstSegment, 'the first segment'], [last, 'the last segment']),
      counterEvidence: [],
      words: () => ({
        sentence: isIdle
          ? `Healthy: open, and idle since frame ${last.frame}, ${story.ago(last.ns)}.`
          : `Healthy: open, and in use up to frame ${last.frame} ${story.capture.isGoingOn ? 'right now' : 'at the end of the capture'}.`,
        expectedNext: '',
        nextStep: NOTHING_TO_DO,
      }),
    }
  },
}
