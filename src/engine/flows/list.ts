/** The flow list: sorted, filtered, handed out by the page. Its order is kept until the flows or the question change. */
import type { FlowFilter, FlowPage, FlowSort } from '../../contracts/engine'
import type { Core } from '../core'
import { FlowMatches, type Matched } from '../filter/flowMatches'
import { Kept } from '../kept'
import { spoken } from '../said/said'
import type { Source } from '../source/source'
import { SpanColumns } from '../timeline/spans'
import type { Judge } from '../verdicts/judge'
import { sortKeys } from './columns'
import { filterFlows } from './filter'
import { readFlow } from './flow'
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
    const matched = this.matched(filter)
    const question = `${sort} ${descending} ${this.nameOf(filter, matched)}`
    return this.kept.get(question, this.verdicts.version, this.isMoving(), () => this.sorted(order, matched))
  }

  /**
   * A name for what passes while flows and verdicts stay as they are. Text is looked for in titles, which are said in a
   * language, and in names of programs, which come to be known.
   */
  nameOf(filter: FlowFilter, matched: Matched | null): string {
    const meaning = filter.text === '' ? null : [spoken(), this.judge.facts.kernel?.namesVersion()]
    return JSON.stringify([filter, meaning, matched?.revision])
  }

  /** Flows that pass the filter's expression, as far as is known; null: there is no expression. */
  matched({ expression = '' }: FlowFilter): Matched | null {
    return expression.trim() === '' ? null : this.matches.of(expression, FILTER_FOR_MS)
  }

  private sorted({ sort, descending, filter }: FlowOrder, matched: Matched | null): Uint32Array {
    const { codes } = this.verdicts
    const spans = filter.timeRange === null || this.isMoving() ? undefined : this.spans.get(false)
    const ids = filterFlows(this.core, filter, codes, this.judge.facts.kernel, spans, matched?.passed)
    if (sort !== 'order') return sortByKey(ids, sortKeys(this.core, this.judge, sort, codes), descending)
    return descending ? ids.reverse() : ids
  }
}
