/** The flow list: sorted, filtered, handed out by the page. Its order is kept until the flows or the question change. */
import type { FlowFilter, FlowPage, FlowSort } from '../../contracts/engine'
import type { Core } from '../core'
import type { Judge } from '../verdicts/judge'
import { sortKeys } from './columns'
import { filterFlows } from './filter'
import { readFlow } from './flow'
import type { VerdictColumn } from './verdictColumn'

export interface FlowOrder {
  readonly sort: FlowSort
  readonly descending: boolean
  readonly filter: FlowFilter
}

export class FlowList {
  private order: Uint32Array = new Uint32Array(0)
  private orderOf = ''

  constructor(
    private readonly core: Core,
    private readonly judge: Judge,
    private readonly verdicts: VerdictColumn,
  ) {}

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

  private ordered({ sort, descending, filter }: FlowOrder): Uint32Array {
    const asked = JSON.stringify([this.verdicts.version, sort, descending, filter])
    if (asked === this.orderOf) return this.order
    const { codes } = this.verdicts
    const ids = filterFlows(this.core, filter, codes)
    if (sort !== 'order') {
      const keys = sortKeys(this.core, this.judge, sort, codes)
      // Equal keys stay in the order of flows, whichever way the list is sorted.
      const sign = descending ? -1 : 1
      ids.sort((a, b) => {
        const difference = (keys[a] as number) - (keys[b] as number)
        return difference === 0 ? a - b : difference * sign
      })
    } else if (descending) {
      ids.reverse()
    }
    this.order = ids
    this.orderOf = asked
    return ids
  }
}
