import { TcpState } from '../../contracts/abi'
import { said } from '../said/said'
import { nothingToDo, type Rule } from './rule'
import { evidence } from './story'
import { FlowTrait } from './traits'

/** Without a segment for this long a flow is called idle. */
const IDLE_NS = 10e9

/** Both sides are ESTABLISHED at the end of the capture. */
export const open: Rule = {
  id: 'open',
  needs: FlowTrait.ESTABLISHED,
  judge: (flow) => (flow.state(0) === TcpState.ESTABLISHED && flow.state(1) === TcpState.ESTABLISHED ? 'ok' : null),
  title: () => said`Open`,
  explain(story) {
    const last = story.lastSegment
    const isIdle = story.capture.endNs - last.ns >= IDLE_NS
    return {
      certainty: 'likely',
      evidence: evidence([story.firstSegment, said`the first segment`], [last, said`the last segment`]),
      counterEvidence: [],
      words: () => ({
        sentence: isIdle
          ? said`Healthy: open, and idle since frame ${last.frame}, ${story.ago(last.ns)}.`
          : said`Healthy: open, and in use up to frame ${last.frame} ${story.capture.isGoingOn ? said`right now` : said`at the end of the capture`}.`,
        expectedNext: '',
        nextStep: nothingToDo(),
      }),
    }
  },
}
