/** One segment explained, and the moment after it: what each side knows, the sums, the way through the states. */

import type { ExplainView } from '../../contracts/explain'
import type { LifelineState } from '../../contracts/ladderRows'
import { stateName } from '../../contracts/names'
import { frameNumber, segmentIndex } from '../../contracts/units'
import { certaintyOf, type FlowRows, type SideIndex, senderOf, sideName, stateOf } from '../ladder/flowRows'
import { labelOf } from '../ladder/label'
import type { ExplainedFlow } from './explained'
import { knowledgeOf } from './knowledge'
import { sideNumbers } from './numbers'
import { pathOf } from './path'
import { questionsAt } from './questions/index'
import { ackSum, seqSum } from './sum'
import { eachSide, walkOn, walkTo } from './walk'

const PROVED = 2

/** @param position of the segment in the flow's columns. */
export function explainSegment(flow: ExplainedFlow, position: number): ExplainView {
  const { rows } = flow
  const before = walkTo(rows, position - 1)
  const after = walkOn(rows, position, before)
  return {
    flow: flow.id,
    segment: segmentIndex(rows.segment[position] ?? 0),
    frame: frameNumber(rows.frame[position] ?? 0),
    from: sideName(senderOf(rows, position)),
    label: labelOf(rows, position),
    states: eachSide((side) => lifelineAt(rows, position, side)),
    knows: eachSide((side) => knowledgeOf(flow, after, side, position)),
    numbers: eachSide((side) => sideNumbers(flow, before, after, side)),
    sum: { acknowledges: ackSum(flow, before, position), takes: seqSum(flow, position) },
    path: eachSide((side) => pathOf(rows, side, position)),
    questions: questionsAt(flow, position),
  }
}

function lifelineAt(rows: FlowRows, position: number, side: SideIndex): LifelineState {
  const states = rows.states[position] ?? 0
  return { state: stateName(stateOf(states, side)), proved: certaintyOf(states, side) === PROVED }
}
