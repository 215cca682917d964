import type { FlowRecord } from '../../flowRecord'
import { said } from '../../said/said'
import { durationWords } from '../../words'
import { nextStep, timeWaits } from '../nextSteps'
import type { CaptureFacts, Rule } from '../rule'
import { evidence } from '../story'
import { lingersForNs } from '../timers'
import { FlowTrait } from '../traits'
import { isAfterTimeWait } from './timeWaitReuse'

/** Within this time one end would still hold TIME_WAIT. */
const isSoon = (flow: FlowRecord, capture: CaptureFacts): boolean => flow.gapAfterLingering < lingersForNs(capture)

/** The same addresses and ports served an earlier connection a moment ago that was not seen to end. */
export const portReused: Rule = {
  id: 'port-reused',
  needs: FlowTrait.EARLIER,
  judge: (flow, capture) => (isSoon(flow, capture) && !isAfterTimeWait(flow) ? 'note' : null),
  title: () => said`Port reused early`,
  explain(story) {
    const { flow } = story
    const first = story.firstSegment
    const server = flow.index('server')
    return {
      certainty: 'proved',
      evidence: evidence(
        [story.earlier?.lastSegment ?? null, said`the last segment of the earlier connection`],
        [first, said`the SYN that reuses the ports`],
      ),
      counterEvidence: [],
      words: () => ({
        sentence: said`Flow ${flow.earlier ?? ''} used the same addresses and ports up to ${durationWords(Math.max(0, flow.gapAfterLingering))} before frame ${first.frame}, and the capture did not see it end: the client has forgotten it, the server may not have.`,
        expectedNext: said`SYN,ACK where the server has forgotten it too; else an ACK of the old connection, then RST and another SYN.`,
        nextStep: nextStep(
          said`On the client, see how many connections linger and how many ports there are:`,
          timeWaits(story.address(server), flow.port(server)),
        ),
      }),
    }
  },
}
