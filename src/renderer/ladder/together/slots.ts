/** Which of several things that last at the same time stands where beside the others. */

/** Something that lasts from `top` to `bottom` in a lane; lanes are the same where their edges are. */
interface Span {
  readonly lane: { readonly left: number; readonly right: number }
  readonly top: number
  readonly bottom: number
}

export interface Slot {
  /** Counted from the left. */
  readonly slot: number
  /** How many stand beside one another here. */
  readonly slots: number
}

/** For each span its slot; spans that touch no other in their lane have all of it. */
export function slotsOf(spans: readonly Span[]): readonly Slot[] {
  const found: Slot[] = spans.map(() => ({ slot: 0, slots: 1 }))
  const order = spans.map((_, at) => at).sort((one, other) => topOf(spans[one]) - topOf(spans[other]) || one - other)
  const open = new Map<string, { members: number[]; ends: number[] }>()
  const close = ({ members, ends }: { members: number[]; ends: number[] }): void => {
    for (const at of members) found[at] = { slot: found[at]?.slot ?? 0, slots: ends.length }
  }
  for (const at of order) {
    const span = spans[at]
    if (span === undefined) continue
    const key = `${span.lane.left} ${span.lane.right}`
    let group = open.get(key)
    if (group?.ends.every((end) => end <= span.top)) {
      close(group)
      group = undefined
    }
    group ??= { members: [], ends: [] }
    open.set(key, group)
    const free = group.ends.findIndex((end) => end <= span.top)
    const slot = free < 0 ? group.ends.length : free
    group.ends[slot] = span.bottom
    group.members.push(at)
    found[at] = { slot, slots: 1 }
  }
  for (const group of open.values()) close(group)
  return found
}

const topOf = (span: Span | undefined): number => span?.top ?? 0
