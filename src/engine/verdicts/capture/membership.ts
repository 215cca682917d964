/** Which group each flow is in, and which flows each group has: lists are made where somebody asks. */
export class Membership {
  /** By flow; NOBODY: in no group. */
  private readonly groupOf: Uint32Array
  private order: Uint32Array | null = null
  private starts = new Uint32Array(0)
  private groups = 0

  constructor(flows: number) {
    this.groupOf = new Uint32Array(flows).fill(NOBODY)
  }

  put(flow: number, group: number): void {
    this.groupOf[flow] = group
    if (group >= this.groups) this.groups = group + 1
  }

  /** The flows of a group, ascending. */
  of(group: number): Uint32Array {
    this.order ??= this.sort()
    return this.order.subarray(this.starts[group] ?? 0, this.starts[group + 1] ?? 0)
  }

  /** Counting sort by group. */
  private sort(): Uint32Array {
    const { groupOf } = this
    const { groups } = this
    const starts = new Uint32Array(groups + 1)
    for (let flow = 0; flow < groupOf.length; flow += 1) {
      const group = groupOf[flow] as number
      if (group !== NOBODY) starts[group + 1] = (starts[group + 1] as number) + 1
    }
    for (let group = 0; group < groups; group += 1) {
      starts[group + 1] = (starts[group + 1] as number) + (starts[group] as number)
    }
    this.starts = starts
    const next = starts.slice()
    const order = new Uint32Array(starts[groups] ?? 0)
    for (let flow = 0; flow < groupOf.length; flow += 1) {
      const group = groupOf[flow] as number
      if (group === NOBODY) continue
      order[next[group] as number] = flow
      next[group] = (next[group] as number) + 1
    }
    return order
  }
}

const NOBODY = 0xffffffff
