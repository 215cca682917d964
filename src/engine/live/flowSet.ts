/** A set of flows that gives out first what was put in first. */
export class FlowSet {
  private isIn = new Uint8Array(1024)
  private queue = new Uint32Array(1024)
  private from = 0
  size = 0

  add(flow: number): void {
    if (flow >= this.isIn.length) this.isIn = roomier(this.isIn, flow + 1)
    if (this.isIn[flow] === 1) return
    this.isIn[flow] = 1
    if (this.size === this.queue.length) this.grow()
    this.queue[(this.from + this.size) % this.queue.length] = flow
    this.size += 1
  }

  /** Takes the first flow out. @throws RangeError where there is none. */
  take(): number {
    if (this.size === 0) throw new RangeError('the set is empty')
    const flow = this.queue[this.from] as number
    this.from = (this.from + 1) % this.queue.length
    this.size -= 1
    this.isIn[flow] = 0
    return flow
  }

  private grow(): void {
    const queue = new Uint32Array(this.queue.length * 2)
    const tail = this.queue.subarray(this.from)
    queue.set(tail)
    queue.set(this.queue.subarray(0, this.from), tail.length)
    this.queue = queue
    this.from = 0
  }
}

/** The same numbers with room for at least `length`. */
export function roomier<Column extends Uint8Array | Uint16Array>(column: Column, length: number): Column {
  const Kind = column.constructor as new (length: number) => Column
  const copy = new Kind(Math.max(length, column.length * 2))
  copy.set(column)
  return copy
}
