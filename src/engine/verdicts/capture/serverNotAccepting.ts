import { Flag } from '../../../contracts/abi'
import type { CaptureVerdict } from '../../../contracts/flow'
import { FlowRecord } from '../../flowRecord'
import { endpointText } from '../../flows/address'
import { said } from '../../said/said'
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
const BURST_NS = 1e9
/** A full queue meets all who come meanwhile; single ACKs get lost at any time. */
const FULL_NS = 2e9

/** The application of a server doesn't accept fast enough: its queue is full for several flows at once. */
export const serverNotAccepting: CaptureRule = {
  id: 'server-not-accepting',
  find(survey, capture) {
    const found: CaptureVerdict[] = []
    for (let group = 0; group < survey.destinations.groups; group += 1) {
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
    .members(survey.atDestination, group, Trait.SYN_ACK_AGAIN)
    .slice(0, LOOKED_AT)
    .filter((flow) => afterAck(storyOf(survey, capture, flow)) !== null)
  const together = burst(survey, flows, FULL_NS)
  if (together.length < FLOWS_MIN) return null
  const story = storyOf(survey, capture, flows[0] ?? 0)
  const server = story.flow.index('server')
  const port = story.flow.port(server)
  return {
    id: 'server-not-accepting',
    severity: 'warning',
    certainty: 'likely',
    title: said`Accept queue full`,
    sentence: said`${endpointText(story.address(server), port)} sent its SYN,ACK again on ${pluralWords(flows.length, 'flow')} whose ACK it had got: its accept queue is full, the application accepts more slowly than clients come.`,
    evidence: evidenceOf(survey, capture, flows, (each) => [afterAck(each), said`SYN,ACK again, after the ACK`]),
    nextStep: nextStep(
      said`On the server, see how full the accept queue is (Recv-Q against Send-Q) and the overflows:`,
      acceptQueue(port),
    ),
  }
}

/** A burst of SYNs that got no answer at first but later, while other SYNs to the port were answered at once. */
function byDroppedSyns(survey: Survey, capture: CaptureFacts, group: number): CaptureVerdict | null {
  const { destinations } = survey
  if (destinations.of(group, Trait.SYN_AGAIN) < DROPPED_MIN) return null
  if (destinations.of(group, Trait.OPENED) < DROPPED_MIN + OPENED_MIN) return null
  const opened = survey.members(survey.atDestination, group, Trait.OPENED)
  const isAgain = (flow: number): boolean => ((survey.traits[flow] ?? 0) & Trait.SYN_AGAIN) !== 0
  const dropped = burst(survey, opened.filter(isAgain), BURST_NS)
  const atOnce = opened.filter((flow) => !isAgain(flow))
  if (dropped.length < DROPPED_MIN || atOnce.length < OPENED_MIN) return null
  const story = storyOf(survey, capture, dropped[0] ?? 0)
  const server = story.flow.index('server')
  const port = story.flow.port(server)
  return {
    id: 'server-not-accepting',
    severity: 'warning',
    certainty: 'possible',
    title: said`SYNs dropped in a burst`,
    sentence: said`${endpointText(story.address(server), port)} left the first SYN of ${pluralWords(dropped.length, 'flow')} unanswered within a second and took each when it came again, while it answered ${countWords(atOnce.length)} others at once: its accept or SYN queue was full then, or the path lost segments.`,
    evidence: evidenceOf(survey, capture, dropped, (each) => [each.firstSegment, said`SYN, not answered at once`]),
    nextStep: nextStep(said`On the server, see whether listen queues overflow:`, acceptQueue(port)),
  }
}

/** Of flows in order of their first segments, the most that began within one burst. */
function burst(survey: Survey, flows: readonly number[], lengthNs: number): readonly number[] {
  const flow = new FlowRecord(survey.core)
  const starts = flows.map((id) => flow.at(id).roughFirstNs)
  let best: readonly [from: number, to: number] = [0, 0]
  let from = 0
  for (let to = 0; to < flows.length; to += 1) {
    while ((starts[to] as number) - (starts[from] as number) > lengthNs) from += 1
    if (to + 1 - from > best[1] - best[0]) best = [from, to + 1]
  }
  return flows.slice(...best)
}
