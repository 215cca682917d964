/** Which sending an arrival fits in time. */
export interface Timing {
  /** One-way delay, clocks corrected, of a segment sent and seen at these times of the two captures; nanoseconds. */
  readonly delay: (sent: number, got: number) => number
  /** Median delay of the direction. */
  readonly usualNs: number
}

/** Clocks can't be corrected better than this: an arrival may seem to come so much before its sending. */
const SLACK_NS = 50_000
/** A delay that is off the usual by this much costs half of what is charged for no match at all. */
const HALF_COST_NS = 1_000_000_000
const UNMATCHED = 1
/** Larger groups are matched in order instead of by the best of all ways. */
const MOST_CELLS = 1_000_000

/** Whether an arrival can be of that sending. */
export const isPossible = (timing: Timing, sent: number, got: number): boolean => timing.delay(sent, got) >= -SLACK_NS

/** From 0 for the usual delay up to below 1. */
export function deviation(timing: Timing, sent: number, got: number): number {
  const off = Math.abs(timing.delay(sent, got) - timing.usualNs)
  return off / (off + HALF_COST_NS)
}

/**
 * Pairs sendings with arrivals of the same bytes, both in order of time: as many as can be, and of all ways to do so
 * the one whose delays are nearest to the usual.
 *
 * @returns index pairs, ascending.
 */
export function pairInTime(sent: readonly number[], got: readonly number[], timing: Timing): [number, number][] {
  if (sent.length * got.length > MOST_CELLS) return pairInOrder(sent, got, timing)
  const width = got.length + 1
  const costs = new Float64Array((sent.length + 1) * width)
  const costAt = (row: number, column: number): number => costs[row * width + column] as number
  const matchCost = (row: number, column: number): number => {
    const [sentAt, gotAt] = [sent[row] as number, got[column] as number]
    return isPossible(timing, sentAt, gotAt) ? deviation(timing, sentAt, gotAt) : Number.POSITIVE_INFINITY
  }
  for (let row = sent.length; row >= 0; row -= 1) {
    for (let column = got.length; column >= 0; column -= 1) {
      if (row === sent.length || column === got.length) {
        costs[row * width + column] = UNMATCHED * (sent.length - row + got.length - column)
        continue
      }
      const skip = UNMATCHED + Math.min(costAt(row + 1, column), costAt(row, column + 1))
      costs[row * width + column] = Math.min(skip, matchCost(row, column) + costAt(row + 1, column + 1))
    }
  }
  const pairs: [number, number][] = []
  let row = 0
  let column = 0
  while (row < sent.length && column < got.length) {
    const cost = costAt(row, column)
    if (cost === matchCost(row, column) + costAt(row + 1, column + 1)) {
      pairs.push([row, column])
      row += 1
      column += 1
    } else if (cost === UNMATCHED + costAt(row + 1, column)) row += 1
    else column += 1
  }
  return pairs
}

/** The earliest arrival that each sending can be, in order. */
function pairInOrder(sent: readonly number[], got: readonly number[], timing: Timing): [number, number][] {
  const pairs: [number, number][] = []
  let column = 0
  for (let row = 0; row < sent.length && column < got.length; row += 1) {
    while (column < got.length && !isPossible(timing, sent[row] as number, got[column] as number)) column += 1
    if (column < got.length) {
      pairs.push([row, column])
      column += 1
    }
  }
  return pairs
}
