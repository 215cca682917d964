import { Flag } from '../../../contracts/abi'
import type { CaptureVerdict } from '../../../contracts/flow'
import { endpointText } from '../../flows/address'
import { countWords, pluralWords } from '../../words'
import { acceptQueue, nextStep } from '../nextSteps'
import type { CaptureFacts } from '../rule'
import { type FlowStory, type Found, hasFlags } from '../story'
import { type CaptureRule, evidenceOf, storyOf } from './rule'
import { type Survey, Trait } from './survey'

const FLOWS_MIN = 3
/** A SYN,ACK this long after the ACK did not cross it on the way. */
const CROSSING_NS = 0.5e9
/** Flows looked at one by one. */
const LOOKED_AT = 500
/** SYNs that had to come again, beside others that were answered at once. */
const DROPPED_MIN = 5
const OPENED_MIN = 5
const DROPPED_SHARE = 0.05

/** The application of a server doesn't accept fast enough: its queue is full for several flows at once. */
export const serverNotAccepting: CaptureRule = {
  id: 'server-not-accepting',
  find(survey, capture) {
    const found: CaptureVerdict[] = []
    for (let group = 0; group < survey.destinationCount; group += 1) {
      const verdict = byAck(survey, capture, group) ?? byDroppedSyns(survey, capture, group)
      if (verdict) found.push(verdict)
    }
    return found
  },
}

/** The SYN,ACK that came again although the ACK had come, or null. */
function afterAck(story: FlowStory): Found | null {
  const { flow } = story
  const client = flow.clientIndex
  const ack = story.first((segment) => segment.sender === client && hasFlags(segment, Flag.ACK, Flag.SYN | Flag.RST))
  if (ack === null) return null
  const again = story.first((segment) => segment.sender !== client && hasFlags(segment, Flag.SYN | Flag.ACK), ack.index)
  return again !== null && again.ns - ack.ns > Math.max(CROSSING_NS, flow.handshakeRtt) ? again : null
}

function byAck(survey: Survey, capture: CaptureFacts, group: number): CaptureVerdict | null {
  if (survey.destinations.of(group, Trait.SYN_ACK_AGAIN) < FLOWS_MIN) return null
  const flows = survey
    .members(survey.destinationOf, group, Trait.SYN_ACK_AGAIN)
    .slice(0, LOOKED_AT)
    .filter((flow) => afterAck(storyOf(survey, capture, flow)) !== null)
  if (flows.length < FLOWS_MIN) return null
  const story = storyOf(survey, capture, flows[0] ?? 0)
  const server = story.flow.index('server')
  const port = story.flow.port(server)
  return {
    id: 'server-not-accepting',
    severity: 'warning',
    certainty: 'likely',
    title: 'Accept queue full',
    sentence: `${endpointText(story.address(server), port)} sent its SYN,ACK again on ${pluralWords(flows.length, 'flow')} whose ACK it had got: its accept queue is full, the application accepts more slowly than clients come.`,
    evidence: evidenceOf(survey, capture, flows, (each) => [afterAck(each), 'SYN,ACK again, after the ACK']),
    nextStep: nextStep(
      'On the server, see how full the accept queue is (Recv-Q against Send-Q) and the overflows:',
      acceptQueue(port),
    ),
  }
}

/** SYNs that got no answer at first, while other SYNs to the port were answered. */
function byDroppedSyns(survey: Survey, capture: CaptureFacts, group: number): CaptureVerdict | null {
  const { destinations } = survey
  const again = destinations.of(group, Trait.SYN_AGAIN)
  const opened = destinations.of(group, Trait.OPENED)
  if (again < DROPPED_MIN || again < DROPPED_SHARE * destinations.flowsOf(group) || opened < OPENED_MIN) return null
  const isAgain = (flow: number): boolean => ((survey.traits[flow] ?? 0) & Trait.SYN_AGAIN) !== 0
  const atOnce = survey.members(survey.destinationOf, group, Trait.OPENED).filter((flow) => !isAgain(flow))
  const first = atOnce[0]
  const last = atOnce.at(-1)
  if (first === undefined || last === undefined || atOnce.length < OPENED_MIN) return null
  // Flows are numbered by their first segment: those in between began while the port answered others.
  const dropped = survey
    .members(survey.destinationOf, group, Trait.SYN_AGAIN)
    .filter((flow) => flow > first && flow < last)
  if (dropped.length < DROPPED_MIN) return null
  const story = storyOf(survey, capture, dropped[0] ?? 0)
  const server = story.flow.index('server')
  const port = story.flow.port(server)
  return {
    id: 'server-not-accepting',
    severity: 'warning',
    certainty: 'possible',
    title: 'SYNs dropped now and then',
    sentence: `${endpointText(story.address(server), port)} left the first SYN of ${pluralWords(dropped.length, 'flow')} unanswered while it answered ${countWords(atOnce.length)} others at once: its accept or SYN queue overflows at times, or the path loses segments.`,
    evidence: evidenceOf(survey, capture, dropped, (each) => [each.firstSegment, 'SYN, not answered at once']),
    nextStep: nextStep('On the server, see whether listen queues overflow:', acceptQueue(port)),
  }
}
