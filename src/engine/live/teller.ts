/** Tells how a capture grows: soon after it did, not more often than anybody can see, and once a second at least. */

const AT_MOST_EVERY_MS = 100
/** Verdicts are published seldom enough: no need to wait for the next turn. */
const VERDICTS_AT_MOST_EVERY_MS = 50
/** Time itself moves countdowns. */
const AT_LEAST_EVERY_MS = 1000

export class Teller {
  private toldAt = Number.NEGATIVE_INFINITY
  /** Frames and readings of the kernel's sockets. */
  private arrived = -1
  private version = -1

  constructor(private readonly onProgress: () => void) {}

  /** @param arrived grows with whatever arrives. */
  tell(arrived: number, version: number): void {
    const now = performance.now()
    if (now - this.toldAt < this.patience(arrived, version)) return
    this.toldAt = now
    this.arrived = arrived
    this.version = version
    this.onProgress()
  }

  private patience(arrived: number, version: number): number {
    if (version !== this.version) return VERDICTS_AT_MOST_EVERY_MS
    return arrived !== this.arrived ? AT_MOST_EVERY_MS : AT_LEAST_EVERY_MS
  }
}
