import { FlowBit, TcpState } from '../../../contracts/abi'
import type { EndpointIndex, FlowRecord } from '../../flowRecord'
import { isGraceful } from '../../flows/close'
import { said } from '../../said/said'
import { nextStep, socketTowards } from '../nextSteps'
import { unseenEndpoint } from '../opening/oneWay'
import { PATIENCE_NS, type Rule } from '../rule'
import { byAbsence, evidence, finOf, inFrame, otherEndpoint } from '../story'
import { FlowTrait } from '../traits'
import { givesUpWords } from './givesUp'

/** The endpoint that waits for the ACK of its FIN, or null. */
function waiting(flow: FlowRecord): EndpointIndex | null {
  for (const endpoint of [0, 1] as const) {
    const state = flow.state(endpoint)
    if (state === TcpState.FIN_WAIT_1 || state === TcpState.CLOSING) return endpoint
  }
  return null
}

/** A FIN that nobody acknowledges, while the other side has not closed. */
export const finUnanswered: Rule = {
  id: 'fin-unanswered',
  needs: FlowTrait.FIN_WAIT_1 | FlowTrait.CLOSING,
  judge(flow, capture) {
    const endpoint = waiting(flow)
    if (endpoint === null || flow.has(FlowBit.RESET) || unseenEndpoint(flow) !== null) return null
    // Both FINs were acknowledged: the FIN that came again crossed its ACK, and TIME_WAIT answers it once more.
    if (isGraceful(flow)) return null
    if (flow.endsRepeating(endpoint)) return 'stuck'
    // A sender that gets no ACK sends again within seconds: where it didn't, the capture may lack the ACK.
    return capture.endNs - flow.roughLastNs >= PATIENCE_NS ? 'warning' : 'note'
  },
  title: (severity) => (severity === 'note' ? said`Closing` : said`FIN not acknowledged`),
  explain(story, severity) {
    const { flow } = story
    const endpoint = waiting(flow) ?? 0
    const peer = otherEndpoint(endpoint)
    const first = story.fin(endpoint)
    const last = story.last(finOf(endpoint))
    const again = last && first && last.frame !== first.frame ? said`, again up to frame ${last.frame}` : ''
    const since = story.untilEnd(first?.ns ?? flow.roughLastNs)
    return {
      ...byAbsence(story, severity === 'note' ? 'possible' : 'likely'),
      evidence: evidence([first, said`the FIN`], [last, said`the FIN again`]),
      words: () => ({
        sentence:
          severity === 'note'
            ? said`${story.address(endpoint)} sent its FIN${inFrame(first)}; ${story.sinceThen(first?.ns ?? flow.roughLastNs)}, and the ACK has not come.`
            : said`${story.address(endpoint)} sent its FIN${inFrame(first)}${again}; ${since} later ${story.address(peer)} has not acknowledged it: the path broke, or that host is gone.`,
        expectedNext: said`ACK from ${story.address(peer)} within one round trip. ${givesUpWords(story, endpoint, first)}`,
        nextStep: nextStep(
          said`On ${story.address(endpoint)}, watch the retries and the timer of this socket:`,
          socketTowards(story.address(peer), flow.port(peer)),
        ),
      }),
    }
  },
}
