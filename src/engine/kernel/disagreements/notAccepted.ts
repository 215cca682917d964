import { said } from '../../said/said'
import { nextStep, whatItDoes, listener as whoListens } from '../../verdicts/nextSteps'
import { evidence } from '../../verdicts/story'
import { holder, holderOr, queueWords } from '../words'
import type { DisagreementRule } from './rule'

/** The connection stands and nobody holds it: it waits in the listener's queue. */
export const notAccepted: DisagreementRule = {
  id: 'not-accepted',
  states: ['ESTABLISHED', 'CLOSE_WAIT'],
  holdsMs: 3000,
  judge(end) {
    const { socket, sight } = end
    // Without the right to see other users' processes no owner may be one that is hidden.
    if (socket === null || socket.owners.length > 0 || sight.table.lacks !== null || end.isReset) return null
    const { listener } = end
    return listener !== null && listener.receiveQueue > 0 ? 'stuck' : null
  },
  title: () => said`Waits for accept()`,
  words: (end) => ({
    wire: said`${end.peerName} opened the connection`,
    kernel: said`${end.kernelState}, held by no process${end.listener ? said`; ${queueWords(end.listener)}` : ''}`,
    meaning: said`it waits for accept() of ${end.listener ? holderOr(end.listener, said`the listening process`) : said`the listening process`}`,
  }),
  verdict: {
    evidence: (story, { peer }) =>
      evidence(
        [story.firstSegment, said`the connection is opened`],
        [story.first((segment) => segment.sender === peer && segment.length > 0), said`the client sends data`],
      ),
    expectedNext: (end) => said`What the application on port ${end.port} has to say, once it accepts the connection.`,
    nextStep(end) {
      const process = holder(end.listener)
      return process === null
        ? nextStep(said`See which process listens:`, whoListens(end.port))
        : nextStep(
            said`See what ${process.name} (pid ${process.pid}) does instead of accept():`,
            whatItDoes(process.pid),
          )
    },
  },
}
