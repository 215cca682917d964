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
  title: 'Waits for accept()',
  words: (end) => ({
    wire: `${end.peerName} opened the connection`,
    kernel: `${end.kernelState}, held by no process${end.listener ? `; ${queueWords(end.listener)}` : ''}`,
    meaning: `it waits for accept() of ${end.listener ? holderOr(end.listener, 'the listening process') : 'the listening process'}`,
  }),
  verdict: {
    evidence: (story, { peer }) =>
      evidence(
        [story.firstSegment, 'the connection is opened'],
        [story.first((segment) => segment.sender === peer && segment.length > 0), 'the client sends data'],
      ),
    expectedNext: (end) => `What the application on port ${end.port} has to say, once it accepts the connection.`,
    nextStep(end) {
      const process = holder(end.listener)
      return process === null
        ? nextStep('See which process listens:', whoListens(end.port))
        : nextStep(`See what ${process.name} (pid ${process.pid}) does instead of accept():`, whatItDoes(process.pid))
    },
  },
}
