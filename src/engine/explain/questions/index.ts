/** The tutorials' questions that a flow can answer with its own segments. */
import { EXPLAIN_QUESTIONS, type ExplainQuestion, type ExplainQuestionId } from '../../../contracts/explain'
import { frameNumber, segmentIndex } from '../../../contracts/units'
import type { ExplainedFlow } from '../explained'
import { ackOfFinLost, halfClose, lastAckLost, learnLastAckLost, threeSegmentClose, whyFour } from './closing'
import { httpConnections } from './http'
import { ackFlag, halfOpenCost, numbers, states, whyThree } from './opening'
import type { Teller, Told } from './told'

const TELLERS: Readonly<Record<ExplainQuestionId, Teller>> = {
  'why-three': whyThree,
  numbers,
  'ack-flag': ackFlag,
  states,
  'half-open-cost': halfOpenCost,
  'why-four': whyFour,
  'three-segment-close': threeSegmentClose,
  'half-close': halfClose,
  'ack-of-fin-lost': ackOfFinLost,
  'last-ack-lost': lastAckLost,
  'learn-last-ack-lost': learnLastAckLost,
  'http-connections': httpConnections,
}

/** Those whose evidence is nearest to the segment at `position` first; of equally near ones in the usual order. */
export function questionsAt(flow: ExplainedFlow, position: number): ExplainQuestion[] {
  const list = EXPLAIN_QUESTIONS.flatMap((id) => {
    const told = TELLERS[id](flow)
    return told === null ? [] : [{ told, distance: distanceOf(told, position) }]
  })
  return list.sort((one, other) => one.distance - other.distance).map(({ told }) => questionOf(flow, told))
}

const distanceOf = ({ evidence }: Told, position: number): number =>
  Math.min(...evidence.map(([at]) => Math.abs(at - position)))

function questionOf({ rows }: ExplainedFlow, { id, question, answer, evidence }: Told): ExplainQuestion {
  const shown = evidence
    .map(([at, shows]) => ({
      frame: frameNumber(rows.frame[at] ?? 0),
      segment: segmentIndex(rows.segment[at] ?? 0),
      shows,
    }))
    .sort((one, other) => one.segment - other.segment)
  return { id, question, answer, evidence: shown.filter(({ segment }, at) => segment !== shown[at - 1]?.segment) }
}
