/** Sets of sequence numbers as sorted ranges that don't touch. */
export class Ranges {
  private readonly bounds: [number, number][] = []

  /** Adds `from` up to `to`, exclusive. */
  add(from: number, to: number): void {
    if (to <= from) return
    const at = this.firstReaching(from)
    let after = at
    let [start, end] = [from, to]
    for (let next = this.bounds[after]; next !== undefined && next[0] <= end; next = this.bounds[after]) {
      start = Math.min(start, next[0])
      end = Math.max(end, next[1])
      after += 1
    }
    this.bounds.splice(at, after - at, [start, end])
  }

  /** How many numbers of `from` up to `to` are in the set. */
  covered(from: number, to: number): number {
    let sum = 0
    for (let at = this.firstReaching(from); at < this.bounds.length; at += 1) {
      const [start, end] = this.bounds[at] as [number, number]
      if (start >= to) break
      sum += Math.max(0, Math.min(end, to) - Math.max(start, from))
    }
    return sum
  }

  /** Index of the first range that ends at `from` or later. */
  private firstReaching(from: number): number {
    let low = 0
    let high = this.bounds.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((this.bounds[middle]?.[1] ?? 0) < from) low = middle + 1
      else high = middle
    }
    return low
  }
}
