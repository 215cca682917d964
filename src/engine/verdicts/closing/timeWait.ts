import { FlowBit, TcpState } from '../../../contracts/abi'
import type { EndpointIndex, FlowRecord } from '../../flowRecord'
import { said } from '../../said/said'
import { nothingToDo, type Rule } from '../rule'
import { ackOfFin, evidence, otherEndpoint } from '../story'
import { assumed, secondsWords, timersOf } from '../timers'
import { FlowTrait } from '../traits'

const lingers = (flow: FlowRecord, endpoint: EndpointIndex): boolean => flow.state(endpoint) === TcpState.TIME_WAIT

/** The side that closed first lingers, as it should. */
export const timeWait: Rule = {
  id: 'time-wait',
  needs: FlowTrait.TIME_WAIT,
  judge: (flow) => (lingers(flow, 0) || lingers(flow, 1) ? 'note' : null),
  title: () => 'TIME_WAIT',
  explain(story) {
    const { flow } = story
    const endpoint = lingers(flow, 0) ? 0 : 1
    const peer = otherEndpoint(endpoint)
    const isBoth = lingers(flow, 0) && lingers(flow, 1)
    // Every repeat of the peer's FIN is answered, and starts the wait anew: the last ACK counts.
    const ack = story.last(ackOfFin(peer, flow.finEnd(peer)))
    const since = ack ?? story.lastSegment
    return {
      certainty: flow.has(FlowBit.RESET) ? 'possible' : 'proved',
      evidence: evidence([since, said`ACK of the last FIN: ${story.named(endpoint)} enters TIME_WAIT`]),
      counterEvidence: [],
      words: () => {
        const profile = timersOf(story, endpoint)
        const who = isBoth
          ? said`${story.address(0)} and ${story.address(1)} wait`
          : said`${story.address(endpoint)} waits`
        const left = profile.timeWait - (story.capture.endNs - since.ns) / 1e9
        const end = left > 0 ? said`${secondsWords(left)} more from ${story.end}` : said`it is over by ${story.end}`
        return {
          sentence: said`${who} in TIME_WAIT after frame ${since.frame}, in case the last ACK got lost: ${secondsWords(profile.timeWait)} ${assumed(profile)}, ${end}. This is normal for the side that closes first.`,
          expectedNext: said`Nothing; if the last ACK was lost, the second FIN again.`,
          nextStep: nothingToDo(),
        }
      },
    }
  },
}
