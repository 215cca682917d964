/** The flows on screen and a little around them, fetched page by page; nothing else of the list is held. */

import type { Flow } from '../../contracts/flow'
import type { FlowPage } from '../../contracts/flowList'

export const PAGE_SIZE = 100
const MOST_PAGES = 12

/** Fetches flows [from, from + count) of the list as it is sorted and filtered now. */
export type FetchFlows = (from: number, count: number, signal: AbortSignal) => Promise<FlowPage>

export interface FlowPagesState {
  /** Flows that pass the filter; null until the first page is there. */
  readonly total: number | null
  readonly error: string | null
}

export class FlowPages {
  private pages = new Map<number, readonly Flow[]>()
  /** Pages of the list as it was before the last change; shown until the new ones are there. */
  private stalePages = new Map<number, readonly Flow[]>()
  private readonly underWay = new Map<number, AbortController>()
  /** Who waits for a page to arrive or to be given up. */
  private readonly waiting = new Map<number, (() => void)[]>()
  /** The list has grown since the pages under way were asked for. */
  private isOutdated = false
  private state: FlowPagesState = { total: null, error: null }

  constructor(
    private fetch: FetchFlows,
    private readonly changed: (state: FlowPagesState) => void,
  ) {}

  /** The flow at `index`, if its page is here. */
  at(index: number): Flow | null {
    const page = Math.floor(index / PAGE_SIZE)
    return (this.pages.get(page) ?? this.stalePages.get(page))?.[index % PAGE_SIZE] ?? null
  }

  /** The flow that is first as the list is now; null while that isn't known. */
  first(): Flow | null {
    return this.pages.get(0)?.[0] ?? null
  }

  /** The flow at `index`, fetched where it isn't here; null where the list ends before it or was replaced meanwhile. */
  fetched(index: number): Promise<Flow | null> {
    const flow = this.at(index)
    if (flow) return Promise.resolve(flow)
    const page = Math.floor(index / PAGE_SIZE)
    this.want(index, index + 1)
    return new Promise((resolve) => {
      const waiting = this.waiting.get(page) ?? []
      this.waiting.set(page, [...waiting, () => resolve(this.at(index))])
    })
  }

  /** Another list (sorted, filtered, of another capture): what is here and on its way is forgotten. */
  restart(fetch: FetchFlows): void {
    for (const page of [...this.underWay.keys()]) this.giveUp(page)
    this.fetch = fetch
    this.stalePages = new Map()
    this.pages = new Map()
    this.isOutdated = false
  }

  /**
   * The same list has grown: everything is asked for anew, and the old shown until then. What is on its way may still
   * arrive first, so that a busy engine is heard at all.
   */
  refresh(): void {
    this.isOutdated = this.underWay.size > 0
    if (this.isOutdated) return
    this.stalePages = new Map([...this.stalePages, ...this.pages])
    this.pages = new Map()
  }

  /** Makes sure that flows [from, to) come; gives up pages that are no longer near. */
  want(from: number, to: number): void {
    const first = Math.floor(Math.max(0, from) / PAGE_SIZE)
    const last = Math.floor(Math.max(0, to - 1) / PAGE_SIZE)
    for (const page of [...this.underWay.keys()]) {
      if (page < first - 1 || page > last + 1) this.giveUp(page)
    }
    for (let page = first; page <= last; page += 1) {
      if (!this.pages.has(page) && !this.underWay.has(page)) this.load(page)
    }
  }

  private giveUp(page: number): void {
    this.underWay.get(page)?.abort()
    this.underWay.delete(page)
    this.wake(page)
  }

  private wake(page: number): void {
    const waiting = this.waiting.get(page) ?? []
    this.waiting.delete(page)
    for (const resume of waiting) resume()
  }

  private load(page: number): void {
    const abort = new AbortController()
    this.underWay.set(page, abort)
    this.fetch(page * PAGE_SIZE, PAGE_SIZE, abort.signal).then(
      (answer) => {
        if (abort.signal.aborted) return
        this.underWay.delete(page)
        this.keep(page, answer.rows)
        this.wake(page)
        if (this.isOutdated && this.underWay.size === 0) this.refresh()
        this.tell({ total: answer.total, error: null })
      },
      (error: Error) => {
        if (abort.signal.aborted || error.name === 'QueryCancelled') return
        this.giveUp(page)
        this.tell({ ...this.state, error: error.message })
      },
    )
  }

  private keep(page: number, rows: readonly Flow[]): void {
    this.pages.set(page, rows)
    this.stalePages.delete(page)
    const oldest = this.pages.keys().next()
    if (this.pages.size > MOST_PAGES && !oldest.done) this.pages.delete(oldest.value)
    // Once the new list fills the screen nobody scrolls into the old one.
    if (this.underWay.size === 0) this.stalePages.clear()
  }

  private tell(state: FlowPagesState): void {
    this.state = state
    this.changed(state)
  }
}
