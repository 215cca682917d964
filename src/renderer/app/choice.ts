/** What the user looks at: which flows the list shows and in which order, which of them is chosen, which segment. */
import type { FlowFilter, FlowSort } from '../../contracts/flowList'
import { TOGETHER_MOST } from '../../contracts/together'
import type { FlowId, FrameNumber, SegmentIndex } from '../../contracts/units'
import type { Settings } from './settings'
import type { SessionState } from './state'
import type { Store } from './store'

export class Choice {
  constructor(
    private readonly store: Store<SessionState>,
    private readonly settings: Pick<Settings, 'arrange'>,
  ) {}

  filter(change: Partial<FlowFilter>): void {
    const { view } = this.store.get()
    this.store.set({ view: { ...view, filter: { ...view.filter, ...change } } })
  }

  /** Sorts by `sort`; a second time turns the order round. */
  sortBy(sort: FlowSort): void {
    const { view } = this.store.get()
    const startsDescending = sort !== 'client' && sort !== 'server' && sort !== 'start' && sort !== 'order'
    const descending = view.sort === sort ? !view.descending : startsDescending
    this.settings.arrange({ sort, descending })
  }

  /** Shows this flow, and no other beside it. */
  selectFlow(flow: FlowId | null): void {
    const { flow: before, together } = this.store.get()
    if (together.length > 0) this.store.set({ together: [], togetherAsked: 0 })
    if (flow !== before) this.store.set({ flow, segment: null, target: null })
  }

  /**
   * Shows several flows' ladders as one, the first TOGETHER_MOST of them. `focus` is the flow that everything else is
   * about; `asked`: flows that were chosen, where `flows` aren't all of them.
   */
  showTogether(flows: readonly FlowId[], focus: FlowId, asked = flows.length): void {
    const shown = flows.slice(0, TOGETHER_MOST)
    const flow = shown.includes(focus) ? focus : (shown.at(-1) ?? focus)
    const isSame = flow === this.store.get().flow
    this.store.set({
      flow,
      flowChosen: true,
      together: shown.length > 1 ? shown : [],
      togetherAsked: shown.length > 1 ? asked : 0,
      ...(isSame ? {} : { segment: null, target: null }),
    })
  }

  /** Looks at a segment of one of the flows that are shown together. */
  focusFlow(flow: FlowId, segment: SegmentIndex | null): void {
    const { flow: before, segment: segmentBefore } = this.store.get()
    if (flow !== before) this.store.set({ flow, segment, target: null })
    else if (segment !== segmentBefore) this.store.set({ segment })
  }

  /** Selects a flow for good: it stays selected however the list changes. */
  chooseFlow(flow: FlowId): void {
    this.store.set({ flowChosen: true })
    this.selectFlow(flow)
  }

  selectSegment(segment: SegmentIndex | null): void {
    if (segment !== this.store.get().segment) this.store.set({ segment })
  }

  /** Shows a flow's ladder, from wherever its socket is listed. */
  showFlow(flow: FlowId): void {
    this.store.set({ liveView: 'flows' })
    this.chooseFlow(flow)
  }

  goToFrame(frame: FrameNumber, segment: SegmentIndex | null = null): void {
    this.store.set({ target: { frame, segment } })
  }
}
