/** Answers each query of contracts/engine.ts from an open capture. */
import { z } from 'zod'
import { type QueryAnswers, type QueryName, querySchemas } from '../contracts/engine'
import type { FlowId } from '../contracts/units'
import type { Capture } from './capture'
import { FlowRecord } from './flowRecord'
import { readFlow } from './flows/flow'
import { type Ladder, planLadder } from './ladder/index'
import { captureQuality } from './quality/captureQuality'
import { flowQuality } from './quality/flowQuality'
import { describeSegment } from './segment/index'
import type { SecondEnd } from './twoEnds/secondEnd'
import { captureVerdicts } from './verdicts/capture/index'

type Arguments<Name extends QueryName> = z.output<(typeof querySchemas)[Name]>
type Answer<Name extends QueryName> = (args: Arguments<Name>) => QueryAnswers[Name]

const isQuery = (name: string): name is QueryName => Object.hasOwn(querySchemas, name)

export class Answers {
  private ladder: { readonly flow: number; readonly plan: Ladder } | null = null

  constructor(
    private readonly capture: Capture,
    private readonly second: SecondEnd | null = null,
  ) {}

  /**
   * @param args as they came from the window: validated here.
   * @throws with a sentence where there is no such query, or its arguments are not what the contract says.
   */
  answer(query: string, args: unknown): QueryAnswers[QueryName] {
    if (!isQuery(query)) throw new Error(`the engine has no query "${query}"`)
    const parsed = querySchemas[query].safeParse(args)
    if (!parsed.success) throw new Error(`arguments of "${query}": ${z.prettifyError(parsed.error)}`)
    // The schema that parsed them is the one of this very query.
    return (this.each[query] as (args: unknown) => QueryAnswers[QueryName])(parsed.data)
  }

  private readonly each: { readonly [Name in QueryName]: Answer<Name> } = {
    summary: () => this.capture.summary(),
    flows: ({ from, count, ...order }) => this.capture.list.page(order, from, count),
    flow: ({ flow }) => (this.hasFlow(flow) ? this.readFlow(flow) : null),
    flowRow: ({ flow, ...order }) => this.capture.list.rowOf(flow, order),
    ladder: ({ flow, unfolded }) => {
      if (!this.hasFlow(flow)) return null
      return this.plan(flow, unfolded).outline
    },
    ladderRows: ({ flow, from, to }) => {
      const plan = this.planOf(flow)
      return plan === null ? null : { flow: flow as FlowId, from, rows: plan.rows(from, to) }
    },
    ladderRowOfFrame: ({ flow, frame }) => this.planOf(flow)?.rowOfFrame(frame) ?? null,
    segment: ({ segment }) => {
      const { core, source } = this.capture
      return segment < core.segmentLimit() ? describeSegment(core, source, segment) : null
    },
    quality: ({ flow }) => ({
      capture: captureQuality(this.capture.core),
      flow: flow !== null && this.hasFlow(flow) ? flowQuality(new FlowRecord(this.capture.core).at(flow)) : [],
    }),
    twoEnds: () => this.second?.status() ?? null,
    twoEndsFlows: ({ from, count }) => this.second?.flows(from, count) ?? null,
    twoEndsSegments: ({ flow, from, count }) => this.second?.segments(flow, from, count) ?? null,
    assume: (assumptions) => {
      this.capture.assume(assumptions)
      this.ladder = null
      return null
    },
    sockets: () => null,
    timeWaits: () => null,
    kernel: () => null,
    captureVerdicts: () => {
      this.capture.judge.refresh()
      return captureVerdicts(this.capture.core, this.capture.judge.facts)
    },
  }

  /** The ladder planned last for this flow; planned now where another flow's was. */
  private planOf(flow: number): Ladder | null {
    if (this.ladder?.flow === flow) return this.ladder.plan
    return this.hasFlow(flow) ? this.plan(flow, []) : null
  }

  private plan(flow: number, unfolded: readonly number[]): Ladder {
    const read = this.readFlow(flow)
    const { core, judge } = this.capture
    const plan = planLadder(core, read, new Set(unfolded), judge.timers(flow))
    this.ladder = { flow, plan }
    return plan
  }

  private hasFlow(flow: number): boolean {
    return flow < this.capture.core.flowCount()
  }

  private readFlow(flow: number): ReturnType<typeof readFlow> {
    this.capture.judge.refresh()
    return readFlow(this.capture.core, flow, this.capture.judge)
  }
}
