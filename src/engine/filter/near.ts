/** Names that were probably meant. */

const MOST = 3

/** Those of `names` that are most like `text`, the likest first; none where nothing is alike. */
export function nearest(text: string, names: Iterable<string>): string[] {
  const wanted = text.toLowerCase()
  const reach = Math.max(1, Math.floor(wanted.length / 4))
  const found: { readonly name: string; readonly distance: number }[] = []
  for (const name of names) {
    const lower = name.toLowerCase()
    // The last part of a name is often all that is remembered: `syn` of `tcp.flags.syn`.
    const distance = lower.endsWith(`.${wanted}`) ? 0.5 : distanceOf(wanted, lower, reach)
    if (distance <= reach) found.push({ name, distance })
  }
  found.sort((one, other) => one.distance - other.distance)
  return found.slice(0, MOST).map(({ name }) => name)
}

/** Letters to add, drop, change or swap with a neighbour to make one of the other; more than `most`: any such number. */
function distanceOf(one: string, other: string, most: number): number {
  if (Math.abs(one.length - other.length) > most) return most + 1
  let before: number[] = []
  let last = Array.from({ length: other.length + 1 }, (_, at) => at)
  for (let row = 1; row <= one.length; row += 1) {
    const next = [row]
    for (let at = 1; at <= other.length; at += 1) {
      const isSame = one[row - 1] === other[at - 1]
      let least = Math.min((last[at] ?? 0) + 1, (next[at - 1] ?? 0) + 1, (last[at - 1] ?? 0) + (isSame ? 0 : 1))
      const isSwapped = row > 1 && at > 1 && one[row - 1] === other[at - 2] && one[row - 2] === other[at - 1]
      if (isSwapped) least = Math.min(least, (before[at - 2] ?? 0) + 1)
      next.push(least)
    }
    before = last
    last = next
  }
  return last[other.length] ?? most + 1
}
