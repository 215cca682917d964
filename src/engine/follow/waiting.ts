/**
 * Data of one side that came before what precedes it. It is told as most receivers and Wireshark do it: of the segments
 * that hold the next byte the first to come, whole. So a segment that begins earlier wins over what waits behind it.
 */

/** A span of a side's sequence numbers and the segment that brought it. */
export interface Span {
  readonly from: number
  readonly end: number
  readonly position: number
}

export class Waiting {
  /** By `from`, then by arrival; those before `head` are gone. */
  private spans: Span[] = []
  private head = 0
  /** Those that begin at or before the next byte: a binary heap, the first to come on top. */
  private readonly ready: Span[] = []

  get isEmpty(): boolean {
    return this.ready.length === 0 && this.head === this.spans.length
  }

  add(span: Span): void {
    const { spans } = this
    let low = this.head
    let high = spans.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((spans[middle] as Span).from <= span.from) low = middle + 1
      else high = middle
    }
    if (low === spans.length) spans.push(span)
    else spans.splice(low, 0, span)
  }

  /**
   * The span to tell when all before `next` has been told, or the nearest one beyond; null: nothing waits.
   *
   * @param isPassed called for each span whose bytes were all told by others.
   */
  first(next: number, isPassed: (span: Span) => void): Span | null {
    for (let span = this.spans[this.head]; span !== undefined && span.from <= next; span = this.spans[this.head]) {
      rise(this.ready, span)
      this.drop()
    }
    for (let top = this.ready[0]; top !== undefined; top = this.ready[0]) {
      if (top.end > next) return top
      isPassed(top)
      sink(this.ready)
    }
    return this.spans[this.head] ?? null
  }

  /** Takes what `first` has just told. */
  take(): void {
    if (this.ready.length > 0) sink(this.ready)
    else this.drop()
  }

  private drop(): void {
    this.head += 1
    // Now and then, so that taking stays cheap.
    if (this.head > 1024 && this.head * 2 > this.spans.length) {
      this.spans = this.spans.slice(this.head)
      this.head = 0
    }
  }
}

const cameBefore = (one: Span | undefined, other: Span | undefined): boolean =>
  one !== undefined && other !== undefined && one.position < other.position

/** Adds to the heap. */
function rise(heap: Span[], span: Span): void {
  let at = heap.push(span) - 1
  for (let parent = (at - 1) >> 1; at > 0 && cameBefore(span, heap[parent]); parent = (at - 1) >> 1) {
    heap[at] = heap[parent] as Span
    heap[parent] = span
    at = parent
  }
}

/** Takes the heap's top away. */
function sink(heap: Span[]): void {
  const span = heap.pop()
  if (span === undefined || heap.length === 0) return
  let at = 0
  heap[at] = span
  for (;;) {
    const left = 2 * at + 1
    const child = cameBefore(heap[left + 1], heap[left]) ? left + 1 : left
    const below = heap[child]
    if (below === undefined || !cameBefore(below, span)) return
    heap[at] = below
    heap[child] = span
    at = child
  }
}
