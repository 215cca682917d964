/** Answers what a ladder is asked besides its rows. */
import type { QueryAnswers } from '../../contracts/engine'
import type { FlowId } from '../../contracts/units'
import { axisOf } from './axis'
import { differenceOf } from './difference'
import { positionOfFrame, positionOfSegment } from './flowRows'
import type { Ladder } from './index'
import type { FilterQuestion, LadderFilter } from './ladderFilter'
import { mapByRow, mapByTime } from './map'
import { peersOf } from './peers'
import { rowsBetween } from './rowsBetween'
import { searchLadder } from './search'

/** `ladderOf`: the ladder planned last for a flow; null where there is no such flow. */
export class LadderAnswers {
  constructor(
    private readonly ladderOf: (flow: number) => Ladder | null,
    private readonly filter: LadderFilter,
  ) {}

  ladderAxis = ({ flow }: { flow: number }): QueryAnswers['ladderAxis'] =>
    this.about(flow, ({ plan }) => axisOf(plan, flow as FlowId))

  ladderRowsBetween = (asked: {
    flow: number
    from: number
    to: number
    most: number
  }): QueryAnswers['ladderRowsBetween'] =>
    this.about(asked.flow, ({ plan, rowsAt }) => {
      const numbers = rowsBetween(plan, asked.from, asked.to, asked.most)
      return { flow: asked.flow as FlowId, from: numbers[0] ?? 0, rows: rowsAt(numbers) }
    })

  ladderMap = (asked: { flow: number; steps: number; edges: number[] | null }): QueryAnswers['ladderMap'] =>
    this.about(asked.flow, ({ plan }) => {
      return asked.edges === null ? mapByRow(plan, asked.steps) : mapByTime(plan, asked.edges)
    })

  /** null also where the flow lacks either frame. */
  ladderDifference = (asked: { flow: number; from: number; to: number }): QueryAnswers['ladderDifference'] =>
    this.about(asked.flow, ({ plan }) => {
      const first = positionOfFrame(plan.flow, asked.from)
      const second = positionOfFrame(plan.flow, asked.to)
      return first < 0 || second < 0 ? null : differenceOf(plan.flow, first, second)
    })

  ladderSearch = (asked: { flow: number; text: string; after: number }): QueryAnswers['ladderSearch'] =>
    this.about(asked.flow, ({ plan }) =>
      this.filter.takes(asked.text)
        ? { flow: asked.flow as FlowId, rows: [], matches: 0, next: null, isFilter: true }
        : searchLadder(plan, asked.flow as FlowId, asked.text, asked.after),
    )

  ladderFilter = (asked: FilterQuestion & { readonly rows: readonly number[] }): QueryAnswers['ladderFilter'] =>
    this.about(asked.flow, ({ plan }) => this.filter.answer(plan, asked, asked.rows))

  ladderFilterBeside = (
    asked: FilterQuestion & { readonly row: number; readonly isForward: boolean },
  ): QueryAnswers['ladderFilterBeside'] =>
    this.about(asked.flow, ({ plan }) => this.filter.beside(plan, asked, asked.row, asked.isForward))

  ladderPeers = ({ flow, segment }: { flow: number; segment: number }): QueryAnswers['ladderPeers'] =>
    this.about(flow, ({ plan }) => {
      const position = positionOfSegment(plan.flow, segment)
      return position < 0 ? null : peersOf(plan, position)
    })

  private about<Answer>(flow: number, tell: (ladder: Ladder) => Answer): Answer | null {
    const ladder = this.ladderOf(flow)
    return ladder === null ? null : tell(ladder)
  }
}
