import { said } from '../../said/said'
import { LOCAL_FIREWALL, nextStep } from '../../verdicts/nextSteps'
import { isFull } from '../listeners'
import { holderOr } from '../words'
import { type DisagreementRule, SETTLE_MS } from './rule'
import { synEvidence, synWaits } from './synWaits'

/** A SYN arrives, its port is listened on and has room, and the kernel knows nothing of it. */
export const synNotDelivered: DisagreementRule = {
  id: 'syn-not-delivered',
  states: ['none'],
  holdsMs: SETTLE_MS,
  judge(end) {
    if (!synWaits(end)) return null
    const { listener } = end
    return listener !== null && !isFull(listener) ? 'stuck' : null
  },
  title: () => said`SYN dropped by the local firewall`,
  words: (end) => ({
    wire: said`the SYN of ${end.peerName} arrived and was not answered`,
    kernel: said`LISTEN on port ${end.port}${end.listener ? said` by ${holderOr(end.listener, said`a process`)}` : ''}, no SYN_RCVD`,
    meaning: said`the firewall of this host (or its reverse path filter) drops the SYN`,
  }),
  verdict: {
    evidence: synEvidence,
    expectedNext: (end) => said`SYN,ACK from ${end.name} as soon as a SYN is let through.`,
    nextStep: () => nextStep(said`On this host, see what its firewall drops on the way in:`, LOCAL_FIREWALL),
  },
}
