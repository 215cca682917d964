/** Tells of long work that ended while the window was out of sight, through the system. */
import { Notification } from 'electron'

/** Shorter work is seen through by the one who waits for it. */
const LONG_MS = 10_000

export interface Done {
  readonly title: string
  readonly body: string
}

export interface NotifierHost {
  /** The user wants to be told, and isn't looking. */
  isWanted(): boolean
  /** Brings the window to the front. */
  show(): void
}

/** Whether work that took from `startedAt` to `now` is worth a notification. Both in milliseconds. */
export const isLong = (startedAt: number, now: number): boolean => now - startedAt >= LONG_MS

export class Notifier {
  /** Kept until they are closed: one that is collected is never clicked. */
  private readonly open = new Set<Notification>()

  constructor(private readonly host: NotifierHost) {}

  /** Tells what `done` says of work that began at `startedAt`, where that is wanted. */
  tell(startedAt: number, done: () => Done): void {
    if (!isLong(startedAt, Date.now()) || !this.host.isWanted() || !Notification.isSupported()) return
    const notification = new Notification(done())
    this.open.add(notification)
    notification.on('click', () => this.host.show())
    notification.on('close', () => this.open.delete(notification))
    notification.show()
  }

  /** Waits for `work`, and tells how it went; null: there is nothing to tell. */
  async watch<Result>(work: Promise<Result>, done: (result: Result) => Done | null): Promise<Result> {
    const startedAt = Date.now()
    const result = await work
    const said = done(result)
    if (said !== null) this.tell(startedAt, () => said)
    return result
  }
}
