import { FlowBit, TcpState } from '../../../contracts/abi'
import type { EndpointIndex, FlowRecord } from '../../flowRecord'
import { said } from '../../said/said'
import { nextStep, socketTowards } from '../nextSteps'
import { unseenEndpoint } from '../opening/oneWay'
import { PATIENCE_NS, type Rule } from '../rule'
import { ackOfFin, byAbsence, evidence, finOf, inFrame, otherEndpoint } from '../story'
import { FlowTrait } from '../traits'
import { isFinAcked } from './fins'
import { givesUpWords } from './givesUp'

function waiting(flow: FlowRecord): EndpointIndex | null {
  if (flow.state(0) === TcpState.LAST_ACK) return 0
  return flow.state(1) === TcpState.LAST_ACK ? 1 : null
}

/** Both sides have closed, and the last ACK never came. */
export const lastAckMissing: Rule = {
  id: 'last-ack-missing',
  needs: FlowTrait.LAST_ACK,
  judge(flow, capture) {
    const endpoint = waiting(flow)
    if (endpoint === null || flow.has(FlowBit.RESET) || unseenEndpoint(flow) !== null) return null
    if (isFinAcked(flow, endpoint)) return 'note'
    if (flow.endsRepeating(endpoint)) return 'stuck'
    return capture.endNs - flow.roughLastNs >= PATIENCE_NS ? 'warning' : 'note'
  },
  title: (severity) => (severity === 'note' ? said`Closing: last ACK to come` : said`Last ACK missing (LAST_ACK)`),
  explain(story, severity) {
    const { flow } = story
    const endpoint = waiting(flow) ?? 0
    const peer = otherEndpoint(endpoint)
    const first = story.fin(endpoint)
    const last = story.last(finOf(endpoint))
    const ack = isFinAcked(flow, endpoint) ? story.last(ackOfFin(endpoint, flow.finEnd(endpoint))) : null
    const since = first?.ns ?? flow.roughLastNs
    const again = last && first && last.frame !== first.frame ? said` and again in frame ${last.frame}` : ''
    return {
      ...byAbsence(story, severity === 'note' ? 'possible' : 'likely'),
      evidence: evidence(
        [story.fin(peer), said`the first FIN`],
        [first, said`the second FIN`],
        [ack, said`its ACK`],
        [last, said`the second FIN again`],
      ),
      words: () => ({
        sentence: ack
          ? said`${story.address(peer)} acknowledged the second FIN${inFrame(ack)}, yet it came again${inFrame(last)}: the two crossed, or that ACK got lost. All data is through.`
          : story.isEnd(since)
            ? said`${story.address(endpoint)} sent the second FIN${inFrame(first)}, and the capture ends with it: whether ${story.address(peer)} acknowledged it can't be told. All data is through; only the socket lingers.`
            : said`${story.address(endpoint)} sent the second FIN${inFrame(first)}${again}; up to ${story.end}, ${story.untilEnd(since)} later, ${story.address(peer)} has not acknowledged it. All data is through; only the socket lingers.`,
        expectedNext: said`ACK from ${story.address(peer)}, which should be in TIME_WAIT; or RST, if it already forgot this connection. ${givesUpWords(story, endpoint, first)}`,
        nextStep: nextStep(
          said`On ${story.address(endpoint)}, see the socket and when it gives up:`,
          socketTowards(story.address(peer), flow.port(peer)),
        ),
      }),
    }
  },
}
