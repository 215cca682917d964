/** The ladder that is looked at: planned when its flow moved, and not more often than its size allows. */
import { TcpState } from '../../contracts/abi'
import type { FlowWords } from '../../contracts/engine'
import type { Flow } from '../../contracts/flow'
import type { LadderLevel } from '../../contracts/ladder'
import { flowId } from '../../contracts/units'
import type { Capture } from '../capture'
import { FlowRecord } from '../flowRecord'
import { readFlow } from '../flows/flow'
import { Kept } from '../kept'
import { inEach } from '../said/said'
import { type Ladder, planLadder } from './index'

/** What time alone changes is written in whole seconds. */
const TIME_STEP_NS = 500_000_000n

export class Ladders {
  private latest: { readonly flow: number; readonly plan: Ladder } | null = null
  private readonly kept = new Kept<Ladder>()
  private revision = 0
  /** Counts what changes all ladders. */
  private epoch = 0

  constructor(private readonly capture: Capture) {}

  /** Every ladder is another now. */
  forget(): void {
    this.epoch += 1
    this.latest = null
  }

  /**
   * Plans a flow's ladder where it is another than the one planned last. While packets come, planning takes at most a
   * fifth of the time: the ladder of a flow of a million segments may be a second or two old.
   */
  plan(flow: number, unfolded: readonly number[], level: LadderLevel = 'segments'): Ladder {
    const question = [flow, this.epoch, level, ...unfolded].join()
    const make = () => this.planned(flow, unfolded, level)
    const plan = this.kept.get(question, ladderState(this.capture, flow), !this.capture.isDone, make)
    this.latest = { flow, plan }
    return plan
  }

  /** The ladder planned last for this flow; planned now where another flow's was. */
  of(flow: number): Ladder {
    return this.latest?.flow === flow ? this.latest.plan : this.plan(flow, [])
  }

  readFlow(flow: number): Flow {
    this.capture.judge.refresh()
    return readFlow(this.capture.core, flow, this.capture.judge)
  }

  /** What is said of a flow, in each language. */
  flowWords(flow: number): FlowWords {
    const { judge } = this.capture
    const words = inEach(() => {
      // Facts of the capture are told in words, too.
      judge.refresh()
      return judge.explain(flow)
    })
    judge.refresh()
    return { flow: flowId(flow), in: words }
  }

  private planned(flow: number, unfolded: readonly number[], level: LadderLevel): Ladder {
    const { core, judge, knownUntil } = this.capture
    this.revision += 1
    const read = this.readFlow(flow)
    const at = { knownUntil, revision: this.revision }
    return planLadder(core, read, new Set(unfolded), judge.timers(flow), at, level)
  }
}

/** Differs where a flow's ladder may. Time moves only what waits for something. */
export function ladderState({ core, knownUntil, isDone }: Capture, flow: number): string {
  const record = new FlowRecord(core).at(flow)
  const isOver = record.state(0) === TcpState.CLOSED && record.state(1) === TcpState.CLOSED
  const time = isDone ? knownUntil : isOver ? 0n : knownUntil / TIME_STEP_NS
  return `${record.lastSegment} ${time}`
}
