import { EndpointBit, Flag, FlowBit, TcpState } from '../../../contracts/abi'
import { endpointText } from '../../flows/address'
import { assumedProfile, fittingSyn } from '../../profiles/schedule'
import { said } from '../../said/said'
import { nextStep, traceSyn } from '../nextSteps'
import { PATIENCE_NS, type Rule } from '../rule'
import { byAbsence, evidence, type FlowStory, hasFlags, inFrame, type Match } from '../story'
import { familyOf, profilesOf, timersSaid } from '../timers'
import { FlowTrait } from '../traits'
import { againWords, nextTryWords, retryTimes, scheduleWords } from './retries'

/** More tries than any system makes. */
const TRIES = 64

/** The client's SYN got no answer at all: filtered, or nobody is there. */
export const synUnanswered: Rule = {
  id: 'syn-unanswered',
  needs: FlowTrait.SYN_SENT,
  judge(flow, capture) {
    const server = flow.index('server')
    if (flow.state(flow.clientIndex) !== TcpState.SYN_SENT || flow.has(FlowBit.RESET)) return null
    if (flow.endpointHas(server, EndpointBit.ACTIVE)) return null
    const isRepeated = flow.synRetransmissions > 0
    return isRepeated || capture.endNs - flow.roughLastNs >= PATIENCE_NS ? 'stuck' : 'note'
  },
  title: (severity) => (severity === 'note' ? said`SYN not answered yet` : said`SYN not answered`),
  explain(story, severity) {
    const { flow } = story
    const client = flow.clientIndex
    const server = flow.index('server')
    const isSyn: Match = (segment) => segment.sender === client && hasFlags(segment, Flag.SYN, Flag.ACK)
    const tries = story.some(isSyn, TRIES)
    const first = tries[0] ?? story.firstSegment
    const since = story.untilEnd(first.ns)
    const target = endpointText(story.address(server), flow.port(server))
    return {
      ...byAbsence(story, severity === 'note' ? 'possible' : 'likely'),
      evidence: evidence([first, said`the first SYN`], [tries.at(-1) ?? null, said`the last SYN, also unanswered`]),
      words: () => {
        const { schedule, next } = retryWords(story, tries)
        return {
          sentence:
            severity === 'note'
              ? said`${story.address(client)} sent its SYN${inFrame(first)}; ${story.sinceThen(first.ns)}, too soon to tell.`
              : said`${story.address(client)} sent its SYN${inFrame(first)}${againWords(tries)}; ${since} later ${target} has answered nothing: a filter drops it on the way, or the host is down.${schedule}`,
          expectedNext: said`SYN,ACK (or RST) from ${target} within one round trip. ${next}`,
          nextStep: nextStep(
            said`See how far a SYN to this port gets:`,
            traceSyn(story.address(server), flow.port(server)),
          ),
        }
      },
    }
  },
}

/** Which system tries so, and what it does next. */
function retryWords(story: FlowStory, tries: ReturnType<FlowStory['some']>): { schedule: string; next: string } {
  const first = tries[0] ?? story.firstSegment
  const retries = retryTimes(tries)
  const family = familyOf(story, story.flow.clientIndex)
  const fitting = fittingSyn(retries, family, profilesOf(story))
  const profile = timersSaid(story.capture, 'client') ?? fitting[0] ?? assumedProfile(family, profilesOf(story))
  const elapsed = (story.capture.endNs - first.ns) / 1e9
  const { synRetries: schedule, synGivesUp: givesUp } = profile
  return {
    schedule: scheduleWords(retries, fitting),
    next: nextTryWords({ what: 'SYN', first, retries, schedule, givesUp, profile, elapsed }),
  }
}
