/** Which segments came out of order: the fewest that have to be taken away so that the rest arrived as it was sent. */

/**
 * @param arrivals times of arrival in order of sending; NaN: didn't arrive.
 * @returns indexes of those overtaken, or that overtook: all that are not on a longest ascending run.
 */
export function outOfOrder(arrivals: readonly number[]): Set<number> {
  /** Index of the smallest last arrival of an ascending run of each length. */
  const ends: number[] = []
  const before = new Int32Array(arrivals.length).fill(-1)
  const arrived = arrivals.flatMap((time, index) => (Number.isNaN(time) ? [] : [index]))
  for (const index of arrived) {
    const time = arrivals[index] as number
    let low = 0
    let high = ends.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((arrivals[ends[middle] as number] as number) <= time) low = middle + 1
      else high = middle
    }
    before[index] = low === 0 ? -1 : (ends[low - 1] as number)
    ends[low] = index
  }
  const inOrder = new Set<number>()
  for (let index = ends.at(-1) ?? -1; index >= 0; index = before[index] as number) inOrder.add(index)
  return new Set(arrived.filter((index) => !inOrder.has(index)))
}

export function median(values: readonly number[]): number | null {
  if (values.length === 0) return null
  const sorted = Float64Array.from(values).sort()
  const middle = sorted.length >>> 1
  const upper = sorted[middle] as number
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] as number) + upper) / 2
}
