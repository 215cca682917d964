import { said } from '../../said/said'
import { LOCAL_FIREWALL, nextStep } from '../../verdicts/nextSteps'
import { type DisagreementRule, SETTLE_MS } from './rule'
import { synEvidence, synWaits } from './synWaits'

/** The kernel answers the SYN, but no SYN,ACK leaves this host. */
export const synAckNotLeaving: DisagreementRule = {
  id: 'syn-ack-not-leaving',
  states: ['SYN_RCVD'],
  holdsMs: SETTLE_MS,
  judge: (end) => (synWaits(end) ? 'stuck' : null),
  title: () => said`SYN,ACK does not leave this host`,
  words: (end) => ({
    wire: said`the SYN of ${end.peerName} arrived, no SYN,ACK left`,
    kernel: said`SYN_RCVD, its SYN,ACK is sent`,
    meaning: said`the firewall of this host drops it on the way out, or it leaves by an interface that is not captured`,
  }),
  verdict: {
    evidence: synEvidence,
    expectedNext: (end) => said`SYN,ACK from ${end.name} as soon as one is let out.`,
    nextStep: () => nextStep(said`On this host, see what its firewall drops on the way out:`, LOCAL_FIREWALL),
  },
}
