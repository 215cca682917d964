/**
 * Work that rests: what takes long is a generator, and where it yields, others may go first. It yields by how many
 * segments it got on.
 */
export type Work<Result> = Generator<number, Result, undefined>

/** Items handled between two rests: where each is read from a file, some milliseconds. */
const SLICE = 512

/** Does all of it at once. */
export function finish<Result>(work: Work<Result>): Result {
  for (;;) {
    const step = work.next()
    if (step.done) return step.value
  }
}

/** Handles every item, in order. @param isProgress each item is a segment that the work got on by. */
export function* inSlices<Item>(
  items: readonly Item[],
  handle: (item: Item, index: number) => void,
  isProgress = false,
): Work<void> {
  for (let from = 0; from < items.length; from += SLICE) {
    const to = Math.min(items.length, from + SLICE)
    for (let index = from; index < to; index += 1) handle(items[index] as Item, index)
    yield isProgress ? to - from : 0
  }
}

/** A sorted copy; what is equal stays in order. Runs that are in order already cost next to nothing. */
export function* sortedBy<Item>(items: readonly Item[], keyOf: (item: Item) => number): Work<Item[]> {
  let runs: Item[][] = []
  for (let from = 0; from < items.length; from += SLICE) {
    runs.push(items.slice(from, from + SLICE).sort((a, b) => keyOf(a) - keyOf(b)))
    yield 0
  }
  while (runs.length > 1) {
    const merged: Item[][] = []
    for (let index = 0; index < runs.length; index += 2) {
      merged.push(yield* joined(runs[index] as Item[], runs[index + 1] ?? [], keyOf))
    }
    runs = merged
  }
  return runs[0] ?? []
}

function* joined<Item>(first: Item[], second: Item[], keyOf: (item: Item) => number): Work<Item[]> {
  const [last] = first.slice(-1)
  const [next] = second
  const all: Item[] = []
  if (last === undefined || next === undefined || keyOf(last) <= keyOf(next)) {
    yield* inSlices([first, second], (run) => {
      for (const item of run) all.push(item)
    })
    return all
  }
  let [row, column] = [0, 0]
  while (row < first.length || column < second.length) {
    const until = Math.min(row + column + SLICE, first.length + second.length)
    while (row + column < until) {
      const [one, other] = [first[row], second[column]]
      const isFirst = other === undefined || (one !== undefined && keyOf(one) <= keyOf(other))
      all.push((isFirst ? one : other) as Item)
      if (isFirst) row += 1
      else column += 1
    }
    yield 0
  }
  return all
}
