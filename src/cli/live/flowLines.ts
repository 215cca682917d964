/** Which changes of flows are worth a line: another stage, or trouble that comes, goes or is another. */
import type { FlowChange } from '../../engine/live/flowChange'
import { STAGES, type Stage, stageOf } from './stage'

/** What `lastack capture` says of a flow: fields are added, never renamed or dropped. */
export interface FlowLine extends Omit<FlowChange, 'last' | 'isReset'> {
  /** Of the segment that brought it; of a verdict that time alone brought: until when the capture was known then. */
  readonly time: bigint
  readonly stage: Stage
}

export class FlowLines {
  /** By flow: what was said of it last, as one number. */
  private readonly told: number[] = []
  /** Rules by number, from 1 on. */
  private readonly troubles = new Map<string, number>()

  /** @param now until when the capture is known, nanoseconds since the epoch. @returns null: nothing worth a line. */
  lineFor({ last, isReset, ...change }: FlowChange, now: bigint): FlowLine | null {
    const stage = stageOf({ state: change.state, isReset })
    const place = STAGES.indexOf(stage)
    const key = this.troubleOf(change.verdict) * STAGES.length + place
    const before = this.told[change.flow]
    if (before === key) return null
    this.told[change.flow] = key
    const isMoved = before === undefined || before % STAGES.length !== place
    return { time: isMoved || now < last ? last : now, stage, ...change }
  }

  /** 0: none. */
  private troubleOf({ id, severity }: FlowChange['verdict']): number {
    if (severity === 'ok' || severity === 'note') return 0
    const known = this.troubles.get(id)
    if (known !== undefined) return known
    this.troubles.set(id, this.troubles.size + 1)
    return this.troubles.size
  }
}
