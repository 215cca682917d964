/** Answers each query of contracts/engine.ts from an open capture. */
import { z } from 'zod'
import { type QueryAnswers, type QueryName, querySchemas } from '../contracts/engine'
import type { CaptureVerdict } from '../contracts/flow'
import type { FlowId } from '../contracts/units'
import type { Capture } from './capture'
import { ExplainAnswers } from './explain/explainAnswers'
import { carriedLadder } from './export/ofCapture'
import { expressionOf } from './filter/expressionOf'
import { FilterAnswers } from './filter/filterAnswers'
import { FlowRecord } from './flowRecord'
import { Follows } from './follow/follows'
import { Graphs } from './graphs/graphs'
import { Kept } from './kept'
import type { Ladder } from './ladder/index'
import { LadderAnswers } from './ladder/ladderAnswers'
import { LadderFilter } from './ladder/ladderFilter'
import { Ladders } from './ladder/ladders'
import { Togethers } from './ladder/together/togethers'
import { captureQuality } from './quality/captureQuality'
import { flowQuality } from './quality/flowQuality'
import { speak } from './said/said'
import { describeSegment } from './segment/index'
import { Timelines } from './timeline/timeline'
import type { SecondEnd } from './twoEnds/secondEnd'
import { captureVerdicts } from './verdicts/capture/index'
import { flowFrames } from './wireshark/flowFrames'

type Arguments<Name extends QueryName> = z.output<(typeof querySchemas)[Name]>
type Answer<Name extends QueryName> = (args: Arguments<Name>) => QueryAnswers[Name]

const isQuery = (name: string): name is QueryName => Object.hasOwn(querySchemas, name)

export class Answers {
  private readonly ladders: Ladders
  private readonly togethers: Togethers
  private readonly timelines: Timelines
  private readonly graphs: Graphs
  private readonly ladderFilter: LadderFilter
  private readonly aboutLadder: LadderAnswers
  private readonly aboutSegment: ExplainAnswers
  private readonly aboutFilter: FilterAnswers
  private readonly follows: Follows
  private readonly verdicts = new Kept<readonly CaptureVerdict[]>()

  constructor(
    private readonly capture: Capture,
    private readonly second: SecondEnd | null = null,
  ) {
    this.ladders = new Ladders(capture)
    this.ladderFilter = new LadderFilter(capture)
    this.aboutLadder = new LadderAnswers((flow) => this.planOf(flow), this.ladderFilter)
    this.aboutSegment = new ExplainAnswers(capture)
    this.aboutFilter = new FilterAnswers(capture)
    this.follows = new Follows(capture)
    this.togethers = new Togethers(capture)
    this.timelines = new Timelines(capture)
    this.graphs = new Graphs(capture)
  }

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
    flow: ({ flow }) => (this.hasFlow(flow) ? this.ladders.readFlow(flow) : null),
    flowWords: ({ flow }) => (this.hasFlow(flow) ? this.ladders.flowWords(flow) : null),
    flowRow: ({ flow, ...order }) => this.capture.list.rowOf(flow, order),
    timeline: (question) => this.timelines.answer(question),
    graph: (question) => (this.hasFlow(question.flow) ? this.graphs.answer(question) : null),
    ladder: ({ flow, unfolded, level }) => {
      if (!this.hasFlow(flow)) return null
      return this.ladders.plan(flow, unfolded, level).outline
    },
    ladderRows: ({ flow, from, to }) => {
      const plan = this.planOf(flow)
      return plan === null ? null : { flow: flow as FlowId, from, rows: plan.rows(from, to) }
    },
    ladderRowOfFrame: ({ flow, frame }) => this.planOf(flow)?.rowOfFrame(frame) ?? null,
    ladderAxis: (args) => this.aboutLadder.ladderAxis(args),
    ladderRowsBetween: (args) => this.aboutLadder.ladderRowsBetween(args),
    ladderMap: (args) => this.aboutLadder.ladderMap(args),
    ladderDifference: (args) => this.aboutLadder.ladderDifference(args),
    ladderSearch: (args) => this.aboutLadder.ladderSearch(args),
    ladderPeers: (args) => this.aboutLadder.ladderPeers(args),
    explain: (args) => this.aboutSegment.explain(args),
    filterCheck: (args) => this.aboutFilter.filterCheck(args),
    filterComplete: (args) => this.aboutFilter.filterComplete(args),
    filterByField: ({ segment, field }) =>
      segment < this.capture.core.segmentLimit() ? expressionOf(this.capture, segment, field) : null,
    filterProgress: (args) => this.aboutFilter.filterProgress(args),
    ladderFilter: (args) => this.aboutLadder.ladderFilter(args),
    ladderFilterBeside: (args) => this.aboutLadder.ladderFilterBeside(args),
    explainLoss: (args) => this.aboutSegment.explainLoss(args),
    follow: (args) => this.follows.follow(args),
    followSearch: (args) => this.follows.followSearch(args),
    followChunkOf: (args) => this.follows.followChunkOf(args),
    followHttp: (args) => this.follows.followHttp(args),
    followBody: (args) => this.follows.followBody(args),
    flowFrames: (args) => (this.hasFlow(args.flow) ? flowFrames(this.capture.core, this.capture.source, args) : null),
    ladderTogether: (args) => this.togethers.ladderTogether(args),
    ladderTogetherRows: (args) => this.togethers.ladderTogetherRows(args),
    ladderTogetherRowOfFrame: (args) => this.togethers.ladderTogetherRowOfFrame(args),
    ladderTogetherSearch: (args) => this.togethers.ladderTogetherSearch(args),
    ladderTogetherAxis: () => this.togethers.ladderTogetherAxis(),
    ladderTogetherRowsBetween: (args) => this.togethers.ladderTogetherRowsBetween(args),
    ladderTogetherMap: (args) => this.togethers.ladderTogetherMap(args),
    ladderTogetherDifference: (args) => this.togethers.ladderTogetherDifference(args),
    ladderExport: (order) =>
      this.hasFlow(order.flow) ? carriedLadder(this.capture, { what: 'ladder', ...order }) : null,
    ladderTogetherExport: (order) =>
      order.flows.every((flow) => this.hasFlow(flow))
        ? carriedLadder(this.capture, { what: 'together', ...order })
        : null,
    segment: ({ segment }) => {
      const { core, source } = this.capture
      return segment < core.segmentLimit() ? describeSegment(core, source, segment) : null
    },
    quality: ({ flow }) => ({
      capture: captureQuality(this.capture.core),
      flow:
        flow !== null && this.hasFlow(flow)
          ? flowQuality(this.capture.core, new FlowRecord(this.capture.core).at(flow))
          : [],
    }),
    twoEnds: () => this.second?.status() ?? null,
    twoEndsFlows: ({ from, count }) => this.second?.flows(from, count) ?? null,
    twoEndsSegments: ({ flow, from, count }) => this.second?.segments(flow, from, count) ?? null,
    assume: (assumptions) => {
      this.capture.assume(assumptions)
      this.ladders.forget()
      this.ladderFilter.forget()
      this.togethers.forget()
      return null
    },
    speak: ({ language }) => {
      speak(language)
      this.capture.judge.refresh()
      this.ladders.forget()
      this.togethers.forget()
      this.verdicts.forget()
      return null
    },
    sockets: ({ from, count, ...order }) => this.capture.kernel?.sockets(order, from, count) ?? null,
    timeWaits: ({ from, count }) => this.capture.kernel?.timeWaits(from, count) ?? null,
    kernel: ({ flow }) => (this.hasFlow(flow) ? (this.capture.kernel?.view(flow) ?? null) : null),
    captureVerdicts: () => {
      const { core, judge, verdicts, isDone } = this.capture
      // A look at all flows: while they move, what it found is kept for a while.
      return this.verdicts.get('', isDone ? {} : verdicts.version, !isDone, () => {
        judge.refresh()
        return captureVerdicts(core, judge.facts)
      })
    },
  }

  private planOf(flow: number): Ladder | null {
    return this.hasFlow(flow) ? this.ladders.of(flow) : null
  }

  private hasFlow(flow: number): boolean {
    return flow < this.capture.core.flowCount()
  }
}
