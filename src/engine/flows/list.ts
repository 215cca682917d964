/** The flow list: sorted, filtered, handed out by the page. Its order is kept until the flows or the question change. */
import type { FlowFilter, FlowPage, FlowSort } from '../../contracts/flowList'
import type { Core } from '../core'
import { FlowMatches, type Matched } from '../filter/flowMatches'
import { FlowRecord } from '../flowRecord'
import { Kept } from '../kept'
import type { Source } from '../source/source'
import { SpanColumns } from '../timeline/spans'
import type { Judge } from '../verdicts/judge'
import { sortKeys } from './columns'
import { touches } from './filter'
import { readFlow } from './flow'
import { PassingFlows } from './passing'
import { sortByKey } from './sortByKey'
import type { FlowVerdicts } from './verdicts'

export interface FlowOrder {
  readonly sort: FlowSort
  readonly descending: boolean
  readonly filter: FlowFilter
}

/** A page waits so long for its filter, milliseconds: what takes longer is shown as far as it is known. */
const FILTER_FOR_MS = 60

export class FlowList {
  readonly matches: FlowMatches
  readonly spans: SpanColumns
  private readonly kept = new Kept<Uint32Array>()
  private readonly keys = new Kept<Float64Array>()
  private readonly all: PassingFlows

  /**
   * @param isMoving flows come and go: then the order may be a little older than they are.
   * @param source where packets are read back for filters that ask for them.
   */
  constructor(
    private readonly core: Core,
    private readonly judge: Judge,
    private readonly verdicts: FlowVerdicts,
    private readonly isMoving: () => boolean = () => false,
    source: Source | null = null,
  ) {
    this.matches = new FlowMatches({ core, judge, source }, () => verdicts.version)
    this.spans = new SpanColumns(core, verdicts)
    this.all = new PassingFlows(core, verdicts, judge.facts, isMoving)
  }

  /** Rows `from` to `from + count` of the list. */
  page(order: FlowOrder, from: number, count: number): FlowPage {
    const ids = this.ordered(order)
    const rows = Array.from(ids.subarray(from, from + count), (id) => readFlow(this.core, id, this.judge))
    return { from, total: ids.length, rows }
  }

  /** Row of a flow in the list, or null where the filter hides it. */
  rowOf(flow: number, order: FlowOrder): number | null {
    const row = this.ordered(order).indexOf(flow)
    return row < 0 ? null : row
  }

  private ordered(order: FlowOrder): Uint32Array {
    const { sort, descending, filter } = order
    const question = JSON.stringify([sort, descending, filter.timeRange, this.nameOf(filter)])
    return this.kept.get(question, this.verdicts.version, this.isMoving(), () => this.sorted(order))
  }

  /** Flows that pass the filter whatever their time, ascending. Not to be changed: others are told the same. */
  passing(filter: FlowFilter): Uint32Array {
    return this.all.of(filter, this.matched(filter))
  }

  /** A name for what `passing` tells while flows and verdicts stay as they are. */
  nameOf(filter: FlowFilter): string {
    return this.all.nameOf(filter, this.matched(filter))
  }

  /** Flows that pass the filter's expression, as far as is known; null: there is no expression. */
  matched({ expression = '' }: FlowFilter): Matched | null {
    return expression.trim() === '' ? null : this.matches.of(expression, FILTER_FOR_MS)
  }

  private sorted({ sort, descending, filter }: FlowOrder): Uint32Array {
    const ids = this.inTime(this.passing(filter), filter)
    if (sort === 'order') return descending ? ids.reverse() : ids
    const { codes, version } = this.verdicts
    const keys = this.keys.get(sort, version, false, () => sortKeys(this.core, this.judge, sort, codes))
    return sortByKey(ids, keys, descending)
  }

  /** A list of its own of those flows that touch the filter's time range, if it has one. */
  private inTime(ids: Uint32Array, { timeRange }: FlowFilter): Uint32Array {
    if (timeRange === null) return ids.slice()
    const flow = new FlowRecord(this.core)
    const { first, last } = this.isMoving() ? {} : this.spans.get(false)
    return ids.filter((id) =>
      first && last
        ? touches(timeRange, first[id] as number, last[id] as number)
        : touches(timeRange, flow.at(id).roughFirstNs, flow.roughLastNs),
    )
  }
}
