import type { CaptureVerdict } from '../../../contracts/flow'
import { FlowRecord } from '../../flowRecord'
import { said } from '../../said/said'
import { pluralWords } from '../../words'
import { mtuBlackHole } from '../data/mtuBlackHole'
import { waitingForAck } from '../data/outstanding'
import { largePing, nextStep } from '../nextSteps'
import type { CaptureFacts } from '../rule'
import { otherEndpoint } from '../story'
import { type CaptureRule, evidenceOf, storyOf } from './rule'
import { type Survey, Trait } from './survey'

const FLOWS_MIN = 2
/** Flows looked at one by one. */
const LOOKED_AT = 500

/** Several flows towards one host lose their large segments: the path to it takes smaller ones only. */
export const largeSegmentsVanish: CaptureRule = {
  id: 'large-segments-vanish',
  find(survey, capture) {
    const found: CaptureVerdict[] = []
    for (let host = 0; host < survey.hosts.groups; host += 1) {
      if (survey.hosts.of(host, Trait.DATA_WAITS) < FLOWS_MIN) continue
      const flows = blackHoles(survey, capture, survey.members(survey.atHost, host, Trait.DATA_WAITS))
      if (flows.length >= FLOWS_MIN) found.push(verdictOf(survey, capture, flows))
    }
    return found
  },
}

function blackHoles(survey: Survey, capture: CaptureFacts, flows: readonly number[]): number[] {
  const flow = new FlowRecord(survey.core)
  return flows.slice(0, LOOKED_AT).filter((id) => mtuBlackHole.judge(flow.at(id), capture) !== null)
}

function verdictOf(survey: Survey, capture: CaptureFacts, flows: readonly number[]): CaptureVerdict {
  const story = storyOf(survey, capture, flows[0] ?? 0)
  const target = story.address(otherEndpoint(waitingForAck(story.flow) ?? 0))
  return {
    id: 'large-segments-vanish',
    severity: 'warning',
    certainty: 'likely',
    title: said`Large segments vanish (MTU)`,
    sentence: said`On ${pluralWords(flows.length, 'flow')} towards ${target} only large segments go unacknowledged: the path there takes smaller packets than its ends think, and the ICMP message that says so gets lost.`,
    evidence: evidenceOf(survey, capture, flows, (each) => [each.lastSegment, said`the large segment again`]),
    nextStep: nextStep(
      said`Towards ${target}, find the largest packet that gets through: lower the size until it does:`,
      largePing(target),
    ),
  }
}
