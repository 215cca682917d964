import type { CaptureVerdict } from '../../../contracts/flow'
import { FlowRecord } from '../../flowRecord'
import { endpointText } from '../../flows/address'
import { said } from '../../said/said'
import { countWords, durationWords } from '../../words'
import { halfOpens, nextStep } from '../nextSteps'
import type { CaptureFacts } from '../rule'
import { GroupTable } from './groupTable'
import { type CaptureRule, evidenceOf, storyOf } from './rule'
import { type Survey, Trait } from './survey'

const HALF_OPEN_MIN = 100
const SOURCES_MIN = 50
/** Of all flows towards the port. */
const SHARE_MIN = 0.5
/** Real clients try again; a flood rarely does. More repeats than this: the server is unreachable, not flooded. */
const REPEATED_MAX = 0.2

/** Half-open connections from many addresses at once use up the server's backlog: RFC 4987. */
export const synFlood: CaptureRule = {
  id: 'syn-flood',
  find(survey, capture) {
    const { destinations } = survey
    const found: CaptureVerdict[] = []
    for (let group = 0; group < survey.destinations.groups; group += 1) {
      const halfOpen = destinations.of(group, Trait.HALF_OPEN)
      if (halfOpen < HALF_OPEN_MIN || halfOpen < SHARE_MIN * destinations.flowsOf(group)) continue
      if (destinations.of(group, Trait.SYN_AGAIN) > REPEATED_MAX * halfOpen) continue
      const verdict = judge(survey, capture, survey.members(survey.atDestination, group, Trait.HALF_OPEN))
      if (verdict) found.push(verdict)
    }
    return found
  },
}

function countSources(survey: Survey, flows: readonly number[]): number {
  const hosts = new GroupTable(survey.core, 'host')
  const flow = new FlowRecord(survey.core)
  for (const id of flows) hosts.groupOf(flow.at(id), flow.clientIndex)
  return hosts.count
}

function judge(survey: Survey, capture: CaptureFacts, flows: readonly number[]): CaptureVerdict | null {
  const sources = countSources(survey, flows)
  if (sources < SOURCES_MIN) return null
  const story = storyOf(survey, capture, flows[0] ?? 0)
  const server = story.flow.index('server')
  const port = story.flow.port(server)
  const last = storyOf(survey, capture, flows.at(-1) ?? 0).firstSegment
  const span = durationWords(Math.max(0, last.ns - story.firstSegment.ns))
  return {
    id: 'syn-flood',
    severity: 'warning',
    certainty: 'likely',
    title: said`SYN flood`,
    sentence: said`${countWords(flows.length)} SYNs from ${countWords(sources)} addresses within ${span} left ${endpointText(story.address(server), port)} half-open, and hardly one was tried again: a SYN flood, most likely from forged addresses. Each takes a place in the backlog until the server gives up.`,
    evidence: evidenceOf(survey, capture, flows, (each) => [
      each.firstSegment,
      said`SYN from ${each.address(each.flow.clientIndex)}, never completed`,
    ]),
    nextStep: nextStep(
      said`On the server, count half-open connections and see that SYN cookies are on:`,
      halfOpens(port),
    ),
  }
}
