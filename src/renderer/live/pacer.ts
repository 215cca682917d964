/** How often the engine may be asked again: never before it has answered, and seldom where answers are dear. */

/** Least time between two askings of the same, milliseconds. */
export const LEAST_MS = 100
/** An answer may take at most this part of the time. */
const REST = 10

export class Pacer {
  private askedAt = Number.NEGATIVE_INFINITY
  private costMs = 0
  private costBeforeMs = 0

  /** Milliseconds from `now` until the same may be asked again; 0: at once. */
  wait(now: number): number {
    // One slow answer among quick ones was slow by chance: a busy computer, not a dear question.
    const cost = Math.min(this.costMs, this.costBeforeMs)
    return Math.max(0, this.askedAt + Math.max(LEAST_MS, cost * REST) - now)
  }

  asked(now: number): void {
    this.askedAt = now
  }

  answered(now: number): void {
    this.costBeforeMs = this.costMs
    this.costMs = Math.max(0, now - this.askedAt)
  }
}
