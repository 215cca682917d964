/** Verdicts about the capture as a whole: what no single flow tells. */
import type { CaptureVerdict } from '../../../contracts/flow'
import type { Core } from '../../core'
import type { CaptureFacts } from '../rule'
import { largeSegmentsVanish } from './largeSegmentsVanish'
import { resettingHost } from './resettingHost'
import type { CaptureRule } from './rule'
import { serverNotAccepting } from './serverNotAccepting'
import { Survey } from './survey'
import { synFlood } from './synFlood'
import { timeWaitPileUp } from './timeWaitPileUp'

/** The worst first. */
export const CAPTURE_RULES: readonly CaptureRule[] = [
  synFlood,
  timeWaitPileUp,
  serverNotAccepting,
  resettingHost,
  largeSegmentsVanish,
]

/** More of one kind say no more. */
const EACH_MAX = 20

/** All that the rules find, warnings before notes. About half a microsecond a flow. */
export function captureVerdicts(core: Core, capture: CaptureFacts): CaptureVerdict[] {
  const survey = new Survey(core)
  const found = CAPTURE_RULES.flatMap((rule) => rule.find(survey, capture).slice(0, EACH_MAX))
  const isGrave = ({ severity }: CaptureVerdict): boolean => severity === 'stuck' || severity === 'warning'
  return [...found.filter(isGrave), ...found.filter((verdict) => !isGrave(verdict))]
}
