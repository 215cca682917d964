import { EndpointBit, Flag, FlowBit, TcpState } from '../../contracts/abi'
import { endpointText } from '../flows/address'
import { pluralWords } from '../words'
import { nextStep, traceSyn } from './nextSteps'
import { PATIENCE_NS, type Rule } from './rule'
import { byAbsence, evidence, hasFlags, inFrame, type Match } from './story'

/** The client's SYN got no answer at all: filtered, or nobody is there. */
export const synUnanswered: Rule = {
  id: 'syn-unanswered',
  judge(flow, capture) {
    const server = flow.index('server')
    if (flow.state(flow.clientIndex) !== TcpState.SYN_SENT || flow.has(FlowBit.RESET)) return null
    if (flow.endpointHas(server, EndpointBit.ACTIVE)) return null
    const isRepeated = flow.synRetransmissions > 0
    return isRepeated || capture.endNs - flow.roughLastNs >= PATIENCE_NS ? 'stuck' : 'note'
  },
  title: (severity) => (severity === 'note' ? 'SYN not answered yet' : 'SYN not answered'),
  explain(story, severity) {
    const { flow } = story
    const client = flow.clientIndex
    const server = flow.index('server')
    const isSyn: Match = (segment) => segment.sender === client && hasFlags(segment, Flag.SYN, Flag.ACK)
    const first = story.first(isSyn)
    const last = story.last(isSyn)
    const again = flow.synRetransmissions
    const repeats =
      again === 0 ? '' : ` and ${pluralWords(again, 'time')} more${inFrame(last).replace(' in', ' up to')}`
    const since = story.untilEnd(first?.ns ?? flow.roughLastNs)
    const target = endpointText(story.address(server), flow.port(server))
    return {
      ...byAbsence(story, severity === 'note' ? 'possible' : 'likely'),
      evidence: evidence([first, 'the first SYN'], [last, 'the last SYN, also unanswered']),
      words: () => ({
        sentence:
          severity === 'note'
            ? `${story.address(client)} sent its SYN${inFrame(first)}; the capture ends ${since} later, too soon to tell.`
            : `${story.address(client)} sent its SYN${inFrame(first)}${repeats}; ${since} later ${target} has answered nothing: a filter drops it on the way, or the host is down.`,
        expectedNext: `SYN,ACK (or RST) from ${target} within one round trip.`,
        nextStep: nextStep('See how far a SYN to this port gets:', traceSyn(story.address(server), flow.port(server))),
      }),
    }
  },
}
