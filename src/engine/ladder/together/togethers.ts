/** The ladders that are looked at together: planned when one of their flows moved, no more often than their size allows. */

import type { QueryAnswers } from '../../../contracts/engine'
import type { LadderLevel } from '../../../contracts/ladder'
import type { Capture } from '../../capture'
import { Kept } from '../../kept'
import { ladderState } from '../ladders'
import { axisTogether } from './axis'
import { differenceTogether } from './difference'
import { planTogether, type TogetherLadder } from './index'
import { mapTogetherByRow, mapTogetherByTime } from './map'
import { partsOf } from './parts'
import { rowsTogetherBetween } from './rowsBetween'

interface Asked {
  readonly flows: readonly number[]
  readonly unfolded: readonly number[]
  readonly level: LadderLevel
}

interface Frame {
  readonly flow: number
  readonly frame: number
}

export class Togethers {
  private latest: TogetherLadder | null = null
  private readonly kept = new Kept<TogetherLadder>()
  private revision = 0

  constructor(private readonly capture: Capture) {}

  /** Every ladder is another now. */
  forget(): void {
    this.kept.forget()
  }

  ladderTogether = (asked: Asked): QueryAnswers['ladderTogether'] => {
    const { core, isDone } = this.capture
    const { flows, unfolded, level } = asked
    if (flows.some((flow) => flow >= core.flowCount())) return null
    const question = [level, flows.join(), unfolded.join()].join(' ')
    const version = flows.map((flow) => ladderState(this.capture, flow)).join()
    this.latest = this.kept.get(question, version, !isDone, () => this.planned(asked))
    return this.latest.outline
  }

  ladderTogetherRows = ({ from, to }: { from: number; to: number }): QueryAnswers['ladderTogetherRows'] =>
    this.latest === null ? null : { from, rows: this.latest.rows(from, to) }

  ladderTogetherRowOfFrame = (asked: { flow: number; frame: number }): number | null =>
    this.latest?.rowOfFrame(asked.flow, asked.frame) ?? null

  ladderTogetherSearch = (asked: { text: string; after: number }): QueryAnswers['ladderTogetherSearch'] =>
    this.latest?.search(asked.text, asked.after) ?? null

  ladderTogetherAxis = (): QueryAnswers['ladderTogetherAxis'] =>
    this.latest === null ? null : axisTogether(this.latest.plan)

  ladderTogetherRowsBetween = (asked: {
    from: number
    to: number
    most: number
  }): QueryAnswers['ladderTogetherRowsBetween'] =>
    this.latest === null ? null : rowsTogetherBetween(this.latest.plan, asked.from, asked.to, asked.most)

  ladderTogetherMap = (asked: { steps: number; edges: number[] | null }): QueryAnswers['ladderTogetherMap'] => {
    if (this.latest === null) return null
    const { plan } = this.latest
    return asked.edges === null ? mapTogetherByRow(plan, asked.steps) : mapTogetherByTime(plan, asked.edges)
  }

  ladderTogetherDifference = ({ from, to }: { from: Frame; to: Frame }): QueryAnswers['ladderTogetherDifference'] => {
    const first = this.latest?.spotOf(from.flow, from.frame) ?? null
    const second = this.latest?.spotOf(to.flow, to.frame) ?? null
    if (this.latest === null || first === null || second === null) return null
    return differenceTogether(this.latest.plan, first, second)
  }

  private planned({ flows, unfolded, level }: Asked): TogetherLadder {
    const { core, judge, knownUntil } = this.capture
    judge.refresh()
    this.revision += 1
    const parts = partsOf(core, judge, knownUntil, flows)
    return planTogether(parts, new Set(unfolded), { knownUntil, revision: this.revision }, level)
  }
}
