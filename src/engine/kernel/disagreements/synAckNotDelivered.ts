import { Flag, TcpState } from '../../../contracts/abi'
import { LOCAL_FIREWALL, nextStep } from '../../verdicts/nextSteps'
import { evidence, hasFlags } from '../../verdicts/story'
import { type DisagreementRule, SETTLE_MS } from './rule'

/** The SYN,ACK is captured before the local firewall sees it: the kernel never gets it. */
export const synAckNotDelivered: DisagreementRule = {
  id: 'syn-ack-not-delivered',
  states: ['SYN_SENT'],
  holdsMs: SETTLE_MS,
  judge: (end) => (!end.isReset && end.flow.state(end.peer) === TcpState.SYN_RCVD ? 'stuck' : null),
  title: 'SYN,ACK dropped by the local firewall',
  words: (end) => ({
    wire: `the SYN,ACK of ${end.peerName} arrived`,
    kernel: 'SYN_SENT',
    meaning: 'the firewall of this host (or its reverse path filter) drops it',
  }),
  verdict: {
    evidence: (story, { endpoint, peer }) => {
      const isSynAck = story.some((segment) => segment.sender === peer && hasFlags(segment, Flag.SYN | Flag.ACK), 64)
      const syn = story.first((segment) => segment.sender === endpoint && hasFlags(segment, Flag.SYN, Flag.ACK))
      return evidence(
        [syn, 'the SYN'],
        [isSynAck[0] ?? null, 'SYN,ACK arrives'],
        [isSynAck.at(-1) ?? null, 'and again'],
      )
    },
    expectedNext: (end) => `ACK from ${end.name} as soon as a SYN,ACK is let through.`,
    nextStep: () => nextStep('On this host, see what its firewall drops on the way in:', LOCAL_FIREWALL),
  },
}
