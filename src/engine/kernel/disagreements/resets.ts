/** A reset ended the connection on the wire, and the kernel goes on with it. */

import { Flag } from '../../../contracts/abi'
import { said } from '../../said/said'
import { LOCAL_FIREWALL, nextStep, resetCapture } from '../../verdicts/nextSteps'
import { evidence, type FlowStory, hasFlags } from '../../verdicts/story'
import type { LocalEnd } from '../end'
import type { AskedOf, DisagreementRule } from './rule'

const ALIVE: readonly AskedOf[] = [
  'SYN_SENT',
  'SYN_RCVD',
  'ESTABLISHED',
  'FIN_WAIT_1',
  'CLOSE_WAIT',
  'CLOSING',
  'LAST_ACK',
]

const resetOf = (story: FlowStory, { flow }: LocalEnd) =>
  evidence([story.last((segment) => segment.sender === flow.resetBy && hasFlags(segment, Flag.RST)), 'RST'])

/** The peer's reset doesn't end the socket: it is dropped here, or its numbers are not accepted (RFC 5961 §3). */
export const resetNotDelivered: DisagreementRule = {
  id: 'reset-not-delivered',
  states: ALIVE,
  holdsMs: 1000,
  judge: (end) => (end.isReset && end.flow.resetBy === end.peer ? 'stuck' : null),
  title: () => said`RST did not reach the connection`,
  words: (end) => ({
    wire: said`RST of ${end.peerName} arrived`,
    kernel: end.kernelState,
    meaning: said`the firewall of this host drops it, or its sequence number was not accepted; the application waits on`,
  }),
  verdict: {
    evidence: resetOf,
    expectedNext: (end) => said`RST again for whatever ${end.name} sends.`,
    nextStep: () => nextStep(said`On this host, see what its firewall drops on the way in:`, LOCAL_FIREWALL),
  },
}

/** A reset in this host's name that its TCP didn't send: it would have no socket any more. */
export const resetNotOurs: DisagreementRule = {
  id: 'reset-not-ours',
  states: ALIVE,
  holdsMs: 1000,
  judge: (end) => (end.isReset && end.flow.resetBy === end.endpoint ? 'warning' : null),
  title: () => said`RST is not of this host's TCP`,
  words: (end) => ({
    wire: said`RST in the name of ${end.name}`,
    kernel: end.kernelState,
    meaning: said`TCP did not send it: a firewall of this host answers so (REJECT), or a device forged it`,
  }),
  verdict: {
    evidence: resetOf,
    expectedNext: (end) => said`RST from ${end.peerName} for whatever ${end.name} sends.`,
    nextStep: (end) => nextStep(said`See where the resets come from:`, resetCapture(end.port)),
  },
}
