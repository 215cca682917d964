/** What a capture-wide rule is. One file a rule; `index.ts` lists them. */
import type { CaptureEvidence, CaptureVerdict } from '../../../contracts/flow'
import { flowId } from '../../../contracts/units'
import { FlowRecord } from '../../flowRecord'
import type { CaptureFacts } from '../rule'
import type { FlowStory, Found } from '../story'
import type { Survey } from './survey'

export interface CaptureRule {
  /** Stable kebab-case name. */
  readonly id: string
  /** Everything that it finds; cheap where there is nothing. */
  readonly find: (survey: Survey, capture: CaptureFacts) => readonly CaptureVerdict[]
}

/** Flows shown as proof of a verdict at most. */
export const EVIDENCE_MAX = 5

/** The first few of a list, and its last. */
export const sampleOf = <T>(list: readonly T[]): readonly T[] =>
  list.length <= EVIDENCE_MAX ? list : [...list.slice(0, EVIDENCE_MAX - 1), list[list.length - 1] as T]

/** One flow's segments, on a cursor of their own. */
export const storyOf = (survey: Survey, capture: CaptureFacts, flow: number): FlowStory =>
  capture.story(new FlowRecord(survey.core).at(flow))

/** Proof in the first few flows and the last one: for each, the frame that `pick` finds. */
export function evidenceOf(
  survey: Survey,
  capture: CaptureFacts,
  flows: readonly number[],
  pick: (story: FlowStory) => readonly [Found | null, string],
): CaptureEvidence[] {
  return sampleOf(flows).flatMap((flow) => {
    const [found, shows] = pick(storyOf(survey, capture, flow))
    return found === null ? [] : [{ flow: flowId(flow), frame: found.frame, shows }]
  })
}
