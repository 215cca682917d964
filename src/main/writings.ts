/** Files that are being written for the user: the window shows those that take long, and can call them off. */
import { basename } from 'node:path'
import type { EventPayload } from '../contracts/ipc'

/** What takes less needs no bar. */
const SHOWN_AFTER_MS = 500

export interface WritingWindow {
  progress(writing: EventPayload<'writing:progress'>): void
  ended(writing: EventPayload<'writing:ended'>): void
}

/** A file while it is written, for who writes it. */
export interface Writing {
  /** Aborted where the file is no longer wanted. */
  readonly signal: AbortSignal
  /** @param share of the file that is there, 0 to 1. */
  tell(share: number): void
}

export class Writings {
  private readonly running = new Map<number, AbortController>()
  private last = 0

  constructor(private readonly window: WritingWindow) {}

  /** Runs what writes the file at `path`, and tells the window of it until it ends. */
  async run<Result>(path: string, write: (writing: Writing) => Promise<Result>): Promise<Result> {
    const id = ++this.last
    const name = basename(path)
    const control = new AbortController()
    let share = 0
    let isShown = false
    const show = (): void => {
      isShown = true
      this.window.progress({ id, name, share })
    }
    const soon = setTimeout(show, SHOWN_AFTER_MS)
    this.running.set(id, control)
    try {
      return await write({
        signal: control.signal,
        tell: (now) => {
          share = now
          if (isShown) show()
        },
      })
    } finally {
      clearTimeout(soon)
      this.running.delete(id)
      if (isShown) this.window.ended({ id, name, isCancelled: control.signal.aborted })
    }
  }

  /** Calls file `id` off; one that is written by now stays. */
  cancel(id: number): void {
    this.running.get(id)?.abort()
  }
}
