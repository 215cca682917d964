/** How long to wait between two readings, so that looking stays cheap and what happens is still seen. */

/** Often enough to see states that last a tenth of a second. */
const FLOOR_MS = 100
/** So that a crowded host still gives a table every five seconds. */
const CEILING_MS = 5_000
/** In a hurry: the kernel is asked again this soon. */
const HURRIED_MS = 40
/** Share of one core that reading may take in the long run. */
const SHARE = 0.07
/** Of that, what readings take that nobody hurries; the rest is saved up for hurries. */
const STEADY_SHARE = 0.05
/** Processor time that can be saved up, milliseconds. */
const SAVINGS_MS = 600
/** Readings that say together what one costs. */
const REMEMBERED = 6
/** Assumed at first: the first readings of all wait for programs to be loaded. */
const FIRST_COST_MS = 25
/** Where the clock alone tells: `ss` and this process work at the same time, half as much again as it shows. */
const CPU_A_WALL = 1.5

/**
 * Waits `cost / 5 %`, between 100 ms and 5 s; in a hurry 40 ms for as long as savings last, which grow by 7 % of the
 * time that passes.
 */
export class Pace {
  private readonly costs: number[] = [FIRST_COST_MS]
  private isMeasured = false
  private savingsMs = SAVINGS_MS
  private settledAt = 0

  /**
   * @param wallMs how long the reading took that has just ended
   * @param nowMs milliseconds of a clock that never goes back
   * @param workMs processor time that it took; null: not known
   */
  took(wallMs: number, nowMs: number, workMs: number | null = null): void {
    this.isMeasured = workMs !== null
    this.costs.push(workMs ?? wallMs * CPU_A_WALL)
    if (this.costs.length > REMEMBERED) this.costs.shift()
    this.settle(nowMs)
    this.savingsMs -= this.costMs
  }

  /** Milliseconds from the end of a reading to the next. */
  waitMs(isHurried: boolean, nowMs: number): number {
    this.settle(nowMs)
    if (isHurried && this.savingsMs >= this.costMs) return HURRIED_MS
    return Math.min(CEILING_MS, Math.max(FLOOR_MS, this.costMs / STEADY_SHARE))
  }

  /** Processor time comes in hundredths of a second, of which many make a mean. By the clock, the quickest waited least. */
  private get costMs(): number {
    if (!this.isMeasured) return Math.min(...this.costs)
    return this.costs.reduce((sum, cost) => sum + cost, 0) / this.costs.length
  }

  private settle(nowMs: number): void {
    this.savingsMs = Math.min(SAVINGS_MS, this.savingsMs + (nowMs - this.settledAt) * SHARE)
    this.settledAt = nowMs
  }
}
