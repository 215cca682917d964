import type { LadderBracket } from '../../contracts/ladderRows'

/** A bracket with its place among brackets that overlap it; lane 0 is innermost, next to the bar. */
export interface PlacedBracket extends LadderBracket {
  readonly lane: number
}

const MOST_LANES = 2

/** Gives overlapping brackets lanes of their own; where more than two overlap, the further ones are left out. */
export function placeBrackets(brackets: readonly LadderBracket[]): PlacedBracket[] {
  const sorted = [...brackets].sort((a, b) => a.from - b.from || b.to - a.to)
  const ends: number[] = []
  const placed: PlacedBracket[] = []
  for (const bracket of sorted) {
    let lane = ends.findIndex((end) => end < bracket.from)
    if (lane < 0) lane = ends.length
    if (lane >= MOST_LANES) continue
    ends[lane] = bracket.to
    placed.push({ ...bracket, lane })
  }
  return placed
}

/** Lanes that `placed` takes. */
export function laneCount(placed: readonly PlacedBracket[]): number {
  return placed.reduce((most, { lane }) => Math.max(most, lane + 1), 0)
}
