/** A question with its answer, before its positions become frames. */
import type { ExplainQuestionId } from '../../../contracts/explain'
import type { ExplainedFlow } from '../explained'

export interface Told {
  readonly id: ExplainQuestionId
  readonly question: string
  readonly answer: readonly string[]
  /** Positions of segments, and what each shows. */
  readonly evidence: readonly (readonly [position: number, shows: string])[]
}

/** null: this flow has no facts for it. */
export type Teller = (flow: ExplainedFlow) => Told | null

export const frameAt = ({ rows }: ExplainedFlow, position: number): number => rows.frame[position] ?? 0

export const between = ({ rows }: ExplainedFlow, from: number, to: number): number =>
  (rows.time[to] ?? 0) - (rows.time[from] ?? 0)
