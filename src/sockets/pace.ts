/** How long to wait between two readings, so that looking stays cheap. */

/** Often enough to see states that last a tenth of a second. */
const FLOOR_MS = 100
/** So that a crowded host still gives a table every five seconds. */
const CEILING_MS = 5_000
/** Share of one core that reading may take. */
const SHARE = 0.05
/** Weight of the newest reading in the running mean: one slow reading does not make the next ones rare. */
const NEWEST = 0.3

/**
 * Waits `cost / 5 %`, between 100 ms and 5 s. Cost is the wall time of a reading, and so an upper bound of its
 * processor time here and in the programs that it runs.
 */
export class Pace {
  private meanMs: number | null = null

  /**
   * @param costMs wall time of the reading that has just ended, milliseconds
   * @returns milliseconds to wait before the next one begins
   */
  next(costMs: number): number {
    this.meanMs = this.meanMs === null ? costMs : this.meanMs + NEWEST * (costMs - this.meanMs)
    const period = this.meanMs / SHARE
    return Math.min(CEILING_MS, Math.max(FLOOR_MS, period - this.meanMs))
  }
}
