import { Flag, TcpState } from '../../../contracts/abi'
import { said } from '../../said/said'
import { LOCAL_FIREWALL, nextStep } from '../../verdicts/nextSteps'
import { evidence, hasFlags } from '../../verdicts/story'
import { type DisagreementRule, SETTLE_MS } from './rule'

/** The SYN,ACK is captured before the local firewall sees it: the kernel never gets it. */
export const synAckNotDelivered: DisagreementRule = {
  id: 'syn-ack-not-delivered',
  states: ['SYN_SENT'],
  holdsMs: SETTLE_MS,
  judge: (end) => (!end.isReset && end.flow.state(end.peer) === TcpState.SYN_RCVD ? 'stuck' : null),
  title: () => said`SYN,ACK dropped by the local firewall`,
  words: (end) => ({
    wire: said`the SYN,ACK of ${end.peerName} arrived`,
    kernel: 'SYN_SENT',
    meaning: said`the firewall of this host (or its reverse path filter) drops it`,
  }),
  verdict: {
    evidence: (story, { endpoint, peer }) => {
      const isSynAck = story.some((segment) => segment.sender === peer && hasFlags(segment, Flag.SYN | Flag.ACK), 64)
      const syn = story.first((segment) => segment.sender === endpoint && hasFlags(segment, Flag.SYN, Flag.ACK))
      return evidence(
        [syn, said`the SYN`],
        [isSynAck[0] ?? null, said`SYN,ACK arrives`],
        [isSynAck.at(-1) ?? null, said`and again`],
      )
    },
    expectedNext: (end) => said`ACK from ${end.name} as soon as a SYN,ACK is let through.`,
    nextStep: () => nextStep(said`On this host, see what its firewall drops on the way in:`, LOCAL_FIREWALL),
  },
}
