import { FlowBit, TcpState } from '../../../contracts/abi'
import type { EndpointIndex, FlowRecord } from '../../flowRecord'
import { said } from '../../said/said'
import { durationWords } from '../../words'
import { nextStep, timeWaits } from '../nextSteps'
import type { Rule } from '../rule'
import { evidence, type FlowStory, inFrame, isAtOrAfter } from '../story'
import { lingersForNs } from '../timers'
import { FlowTrait } from '../traits'

/** The earlier incarnation had closed both ways, and one side still lingers. */
export const isAfterTimeWait = (flow: FlowRecord): boolean => flow.earlierStateIs(TcpState.TIME_WAIT)

/** A SYN on the ports of a connection in TIME_WAIT: reopened by RFC 6191, or by a client that knows it may. */
export const timeWaitReuse: Rule = {
  id: 'time-wait-reuse',
  needs: FlowTrait.EARLIER,
  judge(flow, capture) {
    if (flow.earlier === null || !isAfterTimeWait(flow)) return null
    return flow.gapAfterLingering < lingersForNs(capture) ? 'note' : null
  },
  title: () => said`TIME_WAIT reused`,
  explain(story) {
    const { flow } = story
    const server = flow.index('server')
    const first = story.firstSegment
    const before = story.earlier
    return {
      certainty: 'proved',
      evidence: evidence(
        [before?.lastSegment ?? null, said`the last segment of the earlier connection`],
        [first, said`the SYN that reuses its ports`],
      ),
      counterEvidence: [],
      words: () => ({
        sentence: said`The SYN${inFrame(first)} uses the ports of flow ${flow.earlier ?? ''} ${durationWords(Math.max(0, flow.gapAfterLingering))} after its end, while ${before ? lingererWords(before) : said`one side`} may still be in TIME_WAIT. ${before ? newerWords(story, before) : ''}${flow.has(FlowBit.HANDSHAKE_COMPLETE) ? said` It was taken: the connection opened.` : ''}`,
        expectedNext: said`SYN,ACK where it is taken; ACK, then RST and another SYN, where it collides.`,
        nextStep: nextStep(
          said`On the client, see how many connections linger in TIME_WAIT and how many ports there are:`,
          timeWaits(story.address(server), flow.port(server)),
        ),
      }),
    }
  },
}

const lingererWords = (before: FlowStory): string => before.named(before.flow.state(0) === TcpState.TIME_WAIT ? 0 : 1)

/** The same endpoint in the earlier connection, which may have begun from the other side. */
function sameEndpoint(story: FlowStory, before: FlowStory, endpoint: EndpointIndex): EndpointIndex {
  const isSame = before.flow.port(0) === story.flow.port(endpoint) && before.address(0) === story.address(endpoint)
  return isSame ? 0 : 1
}

/** How RFC 6191 judges the SYN: by its timestamp, else by its sequence number. */
function newerWords(story: FlowStory, before: FlowStory): string {
  const client = story.flow.clientIndex
  const old = sameEndpoint(story, before, client)
  const isAbove = isAtOrAfter(story.flow.iss(client), before.flow.sndNxt(old))
  const now = story.packet(story.firstSegment)
  const lastOld = before.last((segment) => segment.sender === old)
  const then = lastOld && before.packet(lastOld)
  const isNewer =
    now && then ? now.hasTimestamps && then.hasTimestamps && ((now.timestamp - then.timestamp) | 0) > 0 : false
  if (isAbove && isNewer)
    return said`Its sequence number and its timestamp are above the old ones, so it may reopen the connection (RFC 6191).`
  if (isAbove) return said`Its sequence number is above the old ones, so it may reopen the connection (RFC 6191).`
  if (isNewer)
    return said`Its sequence number is below the old ones, but its timestamp is newer, so it may reopen the connection (RFC 6191).`
  const isOwn = before.flow.state(old) === TcpState.TIME_WAIT
  return isOwn
    ? said`Neither its sequence number nor a timestamp is above the old ones; but the client itself is the side that lingers, so the server may take it.`
    : said`Neither its sequence number nor a timestamp is above the old ones: a host in TIME_WAIT must not take it (RFC 6191).`
}
