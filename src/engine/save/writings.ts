/** Files that are being written, by the numbers of their orders. */
import type { Writing } from './writing'

/** Often enough for a bar that grows. */
const TELL_EVERY_MS = 100

export class Writings {
  private readonly wanted = new Set<number>()

  /** @param tell hears how far each file is. @param now milliseconds of a clock that only goes forward. */
  constructor(
    private readonly tell: (id: number, share: number) => void,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** Runs the work that writes file `id`. */
  async run<Result>(id: number, work: (writing: Writing) => Promise<Result>): Promise<Result> {
    this.wanted.add(id)
    let toldAt = this.now()
    const tell = (share: number): void => {
      const now = this.now()
      if (now - toldAt < TELL_EVERY_MS) return
      toldAt = now
      this.tell(id, Math.min(1, Math.max(0, share)))
    }
    try {
      return await work({ tell, isCancelled: () => !this.wanted.has(id) })
    } finally {
      this.wanted.delete(id)
    }
  }

  /** File `id` is no longer wanted; one that is written by now stays. */
  cancel(id: number): void {
    this.wanted.delete(id)
  }
}
