import { EndpointBit } from '../../../contracts/abi'
import { said } from '../../said/said'
import { LOCAL_FIREWALL, nextStep } from '../../verdicts/nextSteps'
import { evidence, isAtOrAfter } from '../../verdicts/story'
import { byteWords } from '../../words'
import type { LocalEnd } from '../end'
import type { DisagreementRule } from './rule'

/** Sequence number up to which the kernel took what came; null: it doesn't say, or the numbers' start is unknown. */
function takenTo({ socket, flow, peer }: LocalEnd): number | null {
  const received = socket?.metrics?.bytesReceived
  if (received === undefined || !flow.endpointHas(peer, EndpointBit.SYN_SEEN)) return null
  // The SYN takes one number: RFC 9293 §3.4. Sums wrap at 2^32.
  return (flow.iss(peer) + 1 + received) >>> 0
}

const missing = (end: LocalEnd, taken: number): number => (end.flow.ackable(end.peer) - taken) | 0

/** Data or FIN came in order and was not taken: what is captured on the way in, the firewall may still drop. */
export const notDelivered: DisagreementRule = {
  id: 'not-delivered',
  states: ['ESTABLISHED', 'FIN_WAIT_1', 'FIN_WAIT_2'],
  holdsMs: 1000,
  judge(end) {
    const taken = takenTo(end)
    // Behind a closed window data isn't taken: that is its purpose.
    if (taken === null || end.isReset || end.flow.endpointHas(end.endpoint, EndpointBit.WINDOW_CLOSED)) return null
    if (missing(end, taken) <= 0) return null
    const { flow, endpoint, peer } = end
    return isAtOrAfter(flow.lastAck(endpoint), flow.ackable(peer)) ? null : 'stuck'
  },
  progress: (end) => takenTo(end) ?? 0,
  title: () => said`Data dropped by the local firewall`,
  words(end) {
    const taken = takenTo(end)
    return {
      wire: said`${taken === null ? said`data` : byteWords(missing(end, taken))} of ${end.peerName} arrived and ${end.name} does not acknowledge it`,
      kernel: said`${end.kernelState}, has received none of it`,
      meaning: said`the firewall of this host drops it, or its checksum is wrong`,
    }
  },
  verdict: {
    evidence: (story, { endpoint, peer }) =>
      evidence(
        [story.last((segment) => segment.sender === endpoint), said`the last segment of this host`],
        [story.last((segment) => segment.sender === peer), said`the last that arrived`],
      ),
    expectedNext: (end) => said`ACK from ${end.name} as soon as a segment is let through.`,
    nextStep: () => nextStep(said`On this host, see what its firewall drops on the way in:`, LOCAL_FIREWALL),
  },
}
