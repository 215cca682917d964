import { EndpointBit, Flag, FlowBit, TcpState } from '../../../contracts/abi'
import { pluralWords } from '../../words'
import { acceptQueue, nextStep } from '../nextSteps'
import { PATIENCE_NS, type Rule } from '../rule'
import { byAbsence, evidence, hasFlags, inFrame } from '../story'

/** Half-open: the server's SYN,ACK is never acknowledged, or the server doesn't take the ACK. */
export const synAckUnanswered: Rule = {
  id: 'syn-ack-unanswered',
  judge(flow, capture) {
    const server = flow.index('server')
    if (flow.state(server) !== TcpState.SYN_RCVD || flow.has(FlowBit.RESET)) return null
    if (!flow.endpointHas(server, EndpointBit.SYN_SEEN)) return null
    const isRepeated = flow.synAckRetransmissions > 0
    return isRepeated || capture.endNs - flow.roughLastNs >= PATIENCE_NS ? 'stuck' : 'note'
  },
  title: (severity) => (severity === 'note' ? 'Handshake not complete yet' : 'Half-open: SYN,ACK not acknowledged'),
  explain(story, severity) {
    const { flow } = story
    const client = flow.clientIndex
    const server = flow.index('server')
    const isSynAck = (sender: number, flags: boolean): boolean => sender === server && flags
    const first = story.first((segment) => isSynAck(segment.sender, hasFlags(segment, Flag.SYN | Flag.ACK)))
    const last = story.last((segment) => isSynAck(segment.sender, hasFlags(segment, Flag.SYN | Flag.ACK)))
    const ack = story.first((segment) => segment.sender === client && hasFlags(segment, Flag.ACK, Flag.SYN | Flag.RST))
    const again = flow.synAckRetransmissions
    const repeated = again === 0 ? '' : ` and sent it again ${pluralWords(again, 'time')}`
    const since = story.untilEnd(first?.ns ?? flow.roughLastNs)
    const why = ack
      ? `although the client acknowledged it${inFrame(ack)}: the ACK got lost behind the capture, or the accept queue of the server is full`
      : `and ${since} later the client has not acknowledged it: it never arrived there, or the ACK takes another path`
    return {
      ...byAbsence(story, ack || severity === 'note' ? 'possible' : 'likely'),
      evidence: evidence([first, 'the first SYN,ACK'], [ack, "the client's ACK"], [last, 'the last SYN,ACK']),
      words: () => ({
        sentence: `${story.address(server)} sent its SYN,ACK${inFrame(first)}${repeated}, ${why}.`,
        expectedNext: `ACK from ${story.address(client)} within one round trip.`,
        nextStep: nextStep('On the server, see whether its accept queue overflows:', acceptQueue(flow.port(server))),
      }),
    }
  },
}
