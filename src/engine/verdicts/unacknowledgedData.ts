import { EndpointBit, FlowBit, TcpState } from '../../contracts/abi'
import type { EndpointIndex, FlowRecord } from '../flowRecord'
import { byteWords } from '../words'
import { largePing, nextStep } from './nextSteps'
import { PATIENCE_NS, type Rule } from './rule'
import { byAbsence, evidence, inFrame, isAtOrAfter, otherEndpoint } from './story'

/** Payload bytes of an endpoint that its peer has not acknowledged; 0 where the peer's ACKs weren't seen. */
function outstanding(flow: FlowRecord, endpoint: EndpointIndex): number {
  const peer = otherEndpoint(endpoint)
  if (!flow.endpointHas(endpoint, EndpointBit.DATA_SEEN) || !flow.endpointHas(peer, EndpointBit.ACK_SEEN)) return 0
  const hasFin = flow.has(endpoint === 0 ? FlowBit.FIN_FROM_A : FlowBit.FIN_FROM_B)
  const end = hasFin ? flow.finEnd(endpoint) - 1 : flow.sndNxt(endpoint)
  // Negative where the peer acknowledged what the capture lacks.
  return Math.max(0, (end - flow.lastAck(peer)) | 0)
}

const isLive = (flow: FlowRecord): boolean =>
  !flow.has(FlowBit.RESET) && flow.state(0) !== TcpState.CLOSED && flow.state(1) !== TcpState.CLOSED

function waiting(flow: FlowRecord): EndpointIndex | null {
  if (!isLive(flow)) return null
  // A closed window explains the wait: the zero-window rule's case.
  for (const endpoint of [0, 1] as const) {
    const isShut = flow.endpointHas(otherEndpoint(endpoint), EndpointBit.WINDOW_CLOSED)
    if (!isShut && outstanding(flow, endpoint) > 0) return endpoint
  }
  return null
}

/** Data that was sent and not acknowledged by the end of the capture. */
export const unacknowledgedData: Rule = {
  id: 'data-unacknowledged',
  judge(flow, capture) {
    const endpoint = waiting(flow)
    if (endpoint === null) return null
    const age = capture.endNs - Number(flow.sndNxtTime(endpoint))
    if (age < PATIENCE_NS) return null
    return flow.endsRepeating(endpoint) ? 'stuck' : 'warning'
  },
  title: () => 'Data not acknowledged',
  explain(story) {
    const { flow } = story
    const endpoint = waiting(flow) ?? 0
    const peer = otherEndpoint(endpoint)
    const unacked = flow.lastAck(peer)
    const isUnacked = (sender: number, seq: number, length: number): boolean =>
      sender === endpoint && length > 0 && isAtOrAfter(seq + length - 1, unacked)
    const first = story.first((segment) => isUnacked(segment.sender, segment.seq, segment.length))
    const last = story.last((segment) => isUnacked(segment.sender, segment.seq, segment.length))
    const ack = story.last((segment) => segment.sender === peer)
    const again = last && first && last.frame !== first.frame ? `, the last try${inFrame(last)},` : ''
    return {
      ...byAbsence(story, 'likely'),
      evidence: evidence(
        [ack, `the last segment of ${story.named(peer)}`],
        [first, 'not acknowledged'],
        [last, 'the last try'],
      ),
      words: () => ({
        sentence: `${byteWords(outstanding(flow, endpoint))} from ${story.address(endpoint)}, first sent${inFrame(first)},${again} are not acknowledged ${story.untilEnd(first?.ns ?? flow.roughLastNs)} later: they or the ACKs get lost, or ${story.address(peer)} is gone.`,
        expectedNext: `ACK from ${story.address(peer)} within one round trip; else the sender repeats with growing pauses (Linux: 15 tries).`,
        nextStep: nextStep(
          'If only large segments vanish, the path takes smaller ones only; try the size of an Ethernet frame:',
          largePing(story.address(peer)),
        ),
      }),
    }
  },
}
