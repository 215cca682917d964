/** Lets what is on screen be asked for anew while a capture moves, and not too often. */
import type { SessionState } from './state'
import type { Store } from './store'

export class Refresh {
  private at = 0
  private later: ReturnType<typeof setTimeout> | null = null

  constructor(private readonly store: Store<SessionState>) {}

  /** `rest` milliseconds after the last time at the earliest. */
  in(rest: number): void {
    const wait = this.at + rest - performance.now()
    if (this.later !== null && wait > 0) return
    this.cancel()
    if (wait > 0) {
      this.later = setTimeout(() => this.in(0), wait)
      return
    }
    this.at = performance.now()
    this.store.set({ generation: this.store.get().generation + 1 })
  }

  cancel(): void {
    if (this.later !== null) clearTimeout(this.later)
    this.later = null
  }
}
