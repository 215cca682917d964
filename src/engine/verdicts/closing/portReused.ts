import { durationWords } from '../../words'
import { nextStep, timeWaits } from '../nextSteps'
import type { Rule } from '../rule'
import { evidence } from '../story'

/** Linux holds TIME_WAIT for 60 s. */
const TIME_WAIT_NS = 60e9

/** The same addresses and ports served an earlier connection a moment ago, which TIME_WAIT should keep apart. */
export const portReused: Rule = {
  id: 'port-reused',
  judge: (flow) => (flow.gapAfterLingering < TIME_WAIT_NS ? 'note' : null),
  title: () => 'Port reused early',
  explain(story) {
    const { flow } = story
    const first = story.firstSegment
    return {
      certainty: 'proved',
      evidence: evidence([first, 'the SYN that reuses the ports']),
      counterEvidence: ['Linux takes such a SYN if its sequence number or timestamp is newer (RFC 6191).'],
      words: () => ({
        sentence: `Flow ${flow.earlier} used the same addresses and ports up to ${durationWords(Math.max(0, flow.gapAfterLingering))} before frame ${first.frame}: this SYN meets what may still be in TIME_WAIT.`,
        expectedNext: 'SYN,ACK where the reuse is accepted; ACK, then RST and another SYN, where it collides.',
        nextStep: nextStep(
          'On the client, see how many connections linger in TIME_WAIT and how many ports there are:',
          timeWaits(story.address(flow.index('server')), flow.port(flow.index('server'))),
        ),
      }),
    }
  },
}
