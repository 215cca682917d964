import { Flag, TcpState } from '../../../contracts/abi'
import { said } from '../../said/said'
import { acceptQueue, nextStep, whatItDoes } from '../../verdicts/nextSteps'
import { evidence, hasFlags } from '../../verdicts/story'
import type { LocalEnd } from '../end'
import { isFull } from '../listeners'
import { holder, holderOr, queueWords } from '../words'
import { type DisagreementRule, SETTLE_MS } from './rule'
import { synEvidence, synWaits } from './synWaits'

/** The client takes the connection for open, the kernel still waits for room in the accept queue. */
const isTakenForOpen = ({ socket, flow, peer }: LocalEnd): boolean =>
  socket?.state === 'SYN_RCVD' && flow.state(peer) !== TcpState.SYN_SENT && flow.state(peer) !== TcpState.CLOSED

/** The listener has as many connections waiting for accept() as may: the kernel drops SYNs, and ACKs of its SYN,ACK. */
export const acceptQueueOverflow: DisagreementRule = {
  id: 'accept-queue-overflow',
  states: ['none', 'SYN_RCVD'],
  holdsMs: SETTLE_MS,
  judge(end) {
    if (end.isReset || !(synWaits(end) || isTakenForOpen(end))) return null
    const { listener } = end
    return listener !== null && isFull(listener) ? 'stuck' : null
  },
  title: () => said`Accept queue full`,
  words: (end) => ({
    wire:
      end.socket === null
        ? said`the SYN of ${end.peerName} arrived and was not answered`
        : said`${end.peerName} has acknowledged the SYN,ACK`,
    kernel: said`${end.socket === null ? '' : said`SYN_RCVD, and `}the accept queue of port ${end.port} is full${end.listener ? said` (${queueWords(end.listener)})` : ''}`,
    meaning: said`${end.listener ? holderOr(end.listener, said`the listening process`) : said`the listening process`} does not call accept()`,
  }),
  verdict: {
    evidence: (story, end) => {
      if (end.socket === null) return synEvidence(story, end)
      const isAck = story.first((segment) => segment.sender === end.peer && hasFlags(segment, Flag.ACK, Flag.SYN))
      const synAck = story.last((segment) => segment.sender === end.endpoint && hasFlags(segment, Flag.SYN | Flag.ACK))
      return evidence([isAck, said`the client's ACK`], [synAck, said`the last SYN,ACK`])
    },
    expectedNext: (end) => said`SYN,ACK or ACK from ${end.name} as soon as its application has accepted connections.`,
    nextStep(end) {
      const process = holder(end.listener)
      return process === null
        ? nextStep(said`See how full the accept queue is (Recv-Q against Send-Q):`, acceptQueue(end.port))
        : nextStep(
            said`See what ${process.name} (pid ${process.pid}) does instead of accept():`,
            whatItDoes(process.pid),
          )
    },
  },
}
