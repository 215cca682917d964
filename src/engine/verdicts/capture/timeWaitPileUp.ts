import type { CaptureVerdict } from '../../../contracts/flow'
import { FlowRecord } from '../../flowRecord'
import { endpointText } from '../../flows/address'
import { said } from '../../said/said'
import { countWords } from '../../words'
import { nextStep, timeWaits } from '../nextSteps'
import type { CaptureFacts } from '../rule'
import { secondsWords, timersOf } from '../timers'
import { GroupTable } from './groupTable'
import { type CaptureRule, evidenceOf, storyOf } from './rule'
import { type Survey, Trait } from './survey'

/** Fewer endanger no port range. */
const AT_LEAST = 500
/** The rate is taken over the busiest stretch of this length. */
const STRETCH_SECONDS = 10
/** A pile that takes this share of the ports is noted. */
const NOTED_SHARE = 0.25

interface Pace {
  /** New TIME_WAITs a second in the busiest stretch. */
  readonly perSecond: number
  /** Most that lingered at once. */
  readonly atOnce: number
}

/** @param times seconds at which connections entered TIME_WAIT, ascending. */
export function paceOf(times: readonly number[], timeWaitSeconds: number): Pace {
  const span = Math.max(1, Math.min(STRETCH_SECONDS, (times.at(-1) ?? 0) - (times[0] ?? 0)))
  return { perSecond: mostWithin(times, span) / span, atOnce: mostWithin(times, timeWaitSeconds) }
}

function mostWithin(times: readonly number[], seconds: number): number {
  let most = 0
  let from = 0
  for (let to = 0; to < times.length; to += 1) {
    while ((times[to] as number) - (times[from] as number) > seconds) from += 1
    most = Math.max(most, to - from + 1)
  }
  return most
}

/** Short connections of one client towards one destination use up its ports while they linger in TIME_WAIT. */
export const timeWaitPileUp: CaptureRule = {
  id: 'time-wait-pile-up',
  find(survey, capture) {
    const found: CaptureVerdict[] = []
    for (let group = 0; group < survey.destinations.groups; group += 1) {
      if (survey.destinations.of(group, Trait.CLIENT_LINGERS) < AT_LEAST) continue
      for (const flows of byClient(survey, survey.members(survey.atDestination, group, Trait.CLIENT_LINGERS))) {
        const verdict = flows.length < AT_LEAST ? null : judge(survey, capture, flows)
        if (verdict) found.push(verdict)
      }
    }
    return found
  },
}

/** Flows of one destination, those of each client together. */
function byClient(survey: Survey, flows: readonly number[]): readonly (readonly number[])[] {
  const table = new GroupTable(survey.core, 'host')
  const flow = new FlowRecord(survey.core)
  const lists: number[][] = []
  for (const id of flows) {
    const client = table.groupOf(flow.at(id), flow.clientIndex)
    if (client === lists.length) lists.push([])
    lists[client]?.push(id)
  }
  return lists
}

function judge(survey: Survey, capture: CaptureFacts, flows: readonly number[]): CaptureVerdict | null {
  const story = storyOf(survey, capture, flows[0] ?? 0)
  const { flow } = story
  const client = flow.clientIndex
  const server = flow.index('server')
  const { ports, timeWait, system } = timersOf(story, client)
  const budget = ports[1] - ports[0] + 1
  const times = flows.map((id) => flow.at(id).roughLastNs / 1e9).sort((a, b) => a - b)
  flow.at(flows[0] ?? 0)
  const { perSecond, atOnce } = paceOf(times, timeWait)
  const steady = perSecond * timeWait
  const runsOut = steady >= budget
  if (!runsOut && Math.max(atOnce, steady) < NOTED_SHARE * budget) return null
  const target = endpointText(story.address(server), flow.port(server))
  const pace = said`${story.address(client)} leaves ${countWords(Math.round(perSecond))} connections a second in TIME_WAIT towards ${target}`
  const left = Math.max(0, budget - atOnce)
  return {
    id: 'time-wait-pile-up',
    severity: runsOut ? 'warning' : 'note',
    certainty: 'likely',
    title: runsOut ? said`Ephemeral ports run out` : said`TIME_WAIT piles up`,
    sentence: runsOut
      ? said`${pace}: the ${countWords(budget)} ephemeral ports of ${system} (assumed) towards ${target} run out ${left === 0 ? said`within this capture` : said`in about ${secondsWords(Math.round(budget / perSecond))} at this rate`}, for each is taken for ${secondsWords(timeWait)}.`
      : said`${pace}; at this rate about ${countWords(Math.round(Math.max(atOnce, steady)))} of its ${countWords(budget)} ephemeral ports (${system}, assumed) are taken at a time.`,
    evidence: evidenceOf(survey, capture, flows, (each) => [each.lastSegment, said`enters TIME_WAIT`]),
    nextStep: nextStep(
      said`Let the client reuse connections (HTTP keep-alive, a pool) so that fewer close. On ${story.address(client)}, count what lingers:`,
      timeWaits(story.address(server), flow.port(server)),
    ),
  }
}
