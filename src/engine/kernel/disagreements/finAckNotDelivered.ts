import { FlowBit } from '../../../contracts/abi'
import { said } from '../../said/said'
import { LOCAL_FIREWALL, nextStep } from '../../verdicts/nextSteps'
import { ackOfFin, evidence } from '../../verdicts/story'
import type { DisagreementRule } from './rule'

/** The ACK of this host's FIN arrives and the kernel goes on waiting for it. */
export const finAckNotDelivered: DisagreementRule = {
  id: 'fin-ack-not-delivered',
  states: ['FIN_WAIT_1', 'CLOSING', 'LAST_ACK'],
  holdsMs: 1000,
  judge({ flow, endpoint, isReset }) {
    const isAcked = flow.has(endpoint === 0 ? FlowBit.FIN_OF_A_ACKED : FlowBit.FIN_OF_B_ACKED)
    return isAcked && !isReset ? 'warning' : null
  },
  title: () => said`ACK of the FIN dropped by the local firewall`,
  words: (end) => ({
    wire: said`${end.peerName} acknowledged the FIN of ${end.name}`,
    kernel: end.kernelState,
    meaning: said`the firewall of this host drops the ACK`,
  }),
  verdict: {
    evidence: (story, { endpoint, flow }) =>
      evidence(
        [story.fin(endpoint), said`the FIN`],
        [story.first(ackOfFin(endpoint, flow.finEnd(endpoint))), said`its ACK arrives`],
      ),
    expectedNext: (end) => said`The FIN of ${end.name} again, until the kernel gives up.`,
    nextStep: () => nextStep(said`On this host, see what its firewall drops on the way in:`, LOCAL_FIREWALL),
  },
}
