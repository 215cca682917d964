import { Flag, TcpState } from '../../../contracts/abi'
import { said } from '../../said/said'
import { LOCAL_FIREWALL, nextStep } from '../../verdicts/nextSteps'
import { evidence, hasFlags } from '../../verdicts/story'
import { isFull } from '../listeners'
import type { DisagreementRule } from './rule'

/**
 * The handshake is complete on the wire and data came, but not for the kernel. Without data it may be told to wait for
 * some (TCP_DEFER_ACCEPT).
 */
export const ackNotDelivered: DisagreementRule = {
  id: 'ack-not-delivered',
  states: ['SYN_RCVD'],
  holdsMs: 1000,
  judge(end) {
    const { flow, peer, listener } = end
    if (end.isReset || flow.state(peer) !== TcpState.ESTABLISHED || flow.bytes(peer) === 0) return null
    return listener !== null && isFull(listener) ? null : 'stuck'
  },
  title: () => said`ACK dropped by the local firewall`,
  words: (end) => ({
    wire: said`the ACK of ${end.peerName} and data arrived`,
    kernel: 'SYN_RCVD',
    meaning: said`the firewall of this host drops them`,
  }),
  verdict: {
    evidence: (story, { peer }) => {
      const ack = story.first((segment) => segment.sender === peer && hasFlags(segment, Flag.ACK, Flag.SYN))
      const data = story.last((segment) => segment.sender === peer && segment.length > 0)
      return evidence([ack, said`ACK arrives`], [data, said`data arrives`])
    },
    expectedNext: (end) => said`ACK from ${end.name} as soon as a segment is let through.`,
    nextStep: () => nextStep(said`On this host, see what its firewall drops on the way in:`, LOCAL_FIREWALL),
  },
}
