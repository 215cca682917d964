/** Data of one side that came before what precedes it: disjoint spans by sequence number, the first to come kept. */

/** A span of a side's sequence numbers and the segment that brought it. */
export interface Span {
  readonly from: number
  readonly end: number
  readonly position: number
}

export class Waiting {
  /** Ascending; those before `head` are gone. */
  private spans: Span[] = []
  private head = 0

  get first(): Span | null {
    return this.spans[this.head] ?? null
  }

  take(): void {
    this.head += 1
    // Now and then, so that taking stays cheap.
    if (this.head > 1024 && this.head * 2 > this.spans.length) {
      this.spans = this.spans.slice(this.head)
      this.head = 0
    }
  }

  /**
   * Keeps what of the span isn't there yet.
   *
   * @returns whether some of it was there.
   */
  add({ from, end, position }: Span): boolean {
    let index = this.placeOf(from)
    let at = from
    let isRepeat = false
    const fresh: Span[] = []
    const start = index
    for (; at < end; index += 1) {
      const next = this.spans[index]
      const until = Math.min(end, next?.from ?? end)
      if (until > at) fresh.push({ from: at, end: until, position })
      if (next === undefined || next.from >= end) break
      isRepeat = true
      if (until > at || next.from <= at) fresh.push(next)
      at = Math.max(at, next.end)
    }
    this.spans.splice(start, index - start, ...fresh)
    return isRepeat
  }

  /** Index of the first span that ends after `from`. */
  private placeOf(from: number): number {
    let low = this.head
    let high = this.spans.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((this.spans[middle]?.end ?? 0) <= from) low = middle + 1
      else high = middle
    }
    return low
  }
}
