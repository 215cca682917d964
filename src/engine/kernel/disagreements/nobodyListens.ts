import { said } from '../../said/said'
import { listener, nextStep } from '../../verdicts/nextSteps'
import { type DisagreementRule, SETTLE_MS } from './rule'
import { synEvidence, synWaits } from './synWaits'

/** A SYN arrives for a port that nobody listens on, and no RST says so. */
export const nobodyListens: DisagreementRule = {
  id: 'nobody-listens',
  states: ['none'],
  holdsMs: SETTLE_MS,
  judge: (end) => (synWaits(end) && end.listener === null ? 'stuck' : null),
  title: () => said`Nobody listens, no RST either`,
  words: (end) => ({
    wire: said`the SYN of ${end.peerName} arrived and was not answered`,
    kernel: said`nobody listens on ${end.name}`,
    meaning: said`no RST says so: the firewall of this host drops the SYN or the RST, or the port is forwarded elsewhere`,
  }),
  verdict: {
    evidence: synEvidence,
    expectedNext: (end) => said`RST from ${end.name}, or SYN,ACK once something listens there.`,
    nextStep: (end) => nextStep(said`On this host, see what listens on the port:`, listener(end.port)),
  },
}
