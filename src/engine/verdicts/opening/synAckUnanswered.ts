import { EndpointBit, Flag, FlowBit, TcpState } from '../../../contracts/abi'
import { said } from '../../said/said'
import { acceptQueue, nextStep, watchSegments } from '../nextSteps'
import { PATIENCE_NS, type Rule } from '../rule'
import { byAbsence, evidence, type FlowStory, type Found, hasFlags, inFrame } from '../story'
import { timersOf } from '../timers'
import { FlowTrait } from '../traits'
import { unseenEndpoint } from './oneWay'
import { againWords, nextTryWords, retryTimes } from './retries'

/** More tries than any system makes. */
const TRIES = 64

/** Half-open: the server's SYN,ACK is never acknowledged, or the ACK doesn't reach the server. */
export const synAckUnanswered: Rule = {
  id: 'syn-ack-unanswered',
  needs: FlowTrait.SYN_RCVD,
  judge(flow, capture) {
    const server = flow.index('server')
    if (flow.state(server) !== TcpState.SYN_RCVD || flow.has(FlowBit.RESET)) return null
    if (!flow.endpointHas(server, EndpointBit.SYN_SEEN) || unseenEndpoint(flow) !== null) return null
    const isRepeated = flow.synAckRetransmissions > 0
    return isRepeated || capture.endNs - flow.roughLastNs >= PATIENCE_NS ? 'stuck' : 'note'
  },
  title: (severity) =>
    severity === 'note' ? said`Handshake not complete yet` : said`Half-open: SYN,ACK not acknowledged`,
  explain(story, severity) {
    const { flow } = story
    const client = flow.clientIndex
    const server = flow.index('server')
    const tries = story.some((segment) => segment.sender === server && hasFlags(segment, Flag.SYN | Flag.ACK), TRIES)
    const first = tries[0] ?? story.lastSegment
    const ack = story.first((segment) => segment.sender === client && hasFlags(segment, Flag.ACK, Flag.SYN | Flag.RST))
    const synAgain = story.first(
      (segment) => segment.sender === client && hasFlags(segment, Flag.SYN, Flag.ACK),
      first.index + 1,
    )
    return {
      ...byAbsence(story, ack || severity === 'note' ? 'possible' : 'likely'),
      evidence: evidence(
        [first, said`the first SYN,ACK`],
        [ack, said`the client's ACK`],
        [synAgain, said`the SYN again: the client has not got the SYN,ACK`],
        [tries.at(-1) ?? null, said`the last SYN,ACK`],
      ),
      words: () => ({
        sentence: said`${story.address(server)} sent its SYN,ACK${inFrame(first)}${againWords(tries)}, ${whyWords(story, first, ack, synAgain)}.`,
        expectedNext: said`ACK from ${story.address(client)} within one round trip. ${nextWords(story, tries)}`,
        nextStep: ack
          ? nextStep(said`On the server, see whether its accept queue overflows:`, acceptQueue(flow.port(server)))
          : nextStep(
              said`On ${story.address(client)}, see whether the SYN,ACK arrives and an ACK leaves:`,
              watchSegments(story.address(server), flow.port(server)),
            ),
      }),
    }
  },
}

function whyWords(story: FlowStory, first: Found, ack: Found | null, synAgain: Found | null): string {
  const since = story.untilEnd(first.ns)
  if (ack)
    return said`although the client acknowledged it${inFrame(ack)}: the ACK got lost behind the capture, or the accept queue of the server is full`
  if (synAgain)
    return said`but the client repeats its SYN${inFrame(synAgain)}: the SYN,ACK does not reach it, a filter or another path takes it`
  return said`and ${since} later the client has sent no ACK: the SYN,ACK never arrived there, the ACK takes another path, or the SYN came from a forged address`
}

function nextWords(story: FlowStory, tries: readonly Found[]): string {
  const [first] = tries
  if (!first) return ''
  const profile = timersOf(story, story.flow.index('server'))
  const { synAckRetries: schedule, synAckGivesUp: givesUp } = profile
  const elapsed = (story.capture.endNs - first.ns) / 1e9
  return nextTryWords({ what: 'SYN,ACK', first, retries: retryTimes(tries), schedule, givesUp, profile, elapsed })
}
