/** Tells the window where a capture stands: at once when its state changes, else at most five times a second. */
import type { LiveStatus } from '../../contracts/ipc'

const EVERY_MS = 200

export class StatusBoard {
  private waiting: NodeJS.Timeout | null = null
  private toldAt = 0

  constructor(
    private status: LiveStatus,
    private readonly tell: (status: LiveStatus) => void,
  ) {}

  get(): LiveStatus {
    return this.status
  }

  set(change: Partial<LiveStatus>): void {
    const before = this.status
    this.status = { ...before, ...change }
    const { state, isSaved, message, file } = this.status
    const isNews =
      state !== before.state || isSaved !== before.isSaved || message !== before.message || file !== before.file
    const left = this.toldAt + EVERY_MS - performance.now()
    if (isNews || left <= 0) this.push()
    else this.waiting ??= setTimeout(() => this.push(), left)
  }

  private push(): void {
    if (this.waiting !== null) clearTimeout(this.waiting)
    this.waiting = null
    this.toldAt = performance.now()
    this.tell(this.status)
  }
}
