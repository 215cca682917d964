/** Reads the kernel's table again and again, and remembers what one reading alone can't tell. */
import type { SocketTable } from '../contracts/sockets'
import { SocketMemory } from './memory'
import { Pace } from './pace'
import { readSockets } from './readSockets'
import { SocketsUnreadable } from './unreadable'

export interface SocketWatcher {
  /** A new reading, owners of the past included. */
  readonly onTable: (table: SocketTable) => void
  /** Reading fails, and why, in one sentence; null: it works again. Only changes are told. */
  readonly onProblem: (problem: string | null) => void
}

const RETRY_MS = 2_000

/**
 * Polls between every 100 ms and every 5 s, so that reading takes at most about 5 % of a core (see Pace). Readings never
 * overlap. A watch that is stopped can be started again; it then knows nothing of before.
 */
export class SocketWatch {
  private run: object | null = null
  private timer: NodeJS.Timeout | null = null
  private lastProblem: string | null = null

  /** @param read where tables come from: this host's kernel. */
  constructor(
    private readonly watcher: SocketWatcher,
    private readonly read: () => Promise<SocketTable> = readSockets,
  ) {}

  /** Why reading fails, in one sentence; null: it works, or wasn't tried yet. */
  get problem(): string | null {
    return this.lastProblem
  }

  start(): void {
    if (this.run !== null) return
    const run = {}
    this.run = run
    void this.poll(run, new SocketMemory(), new Pace())
  }

  /** No table is given after this returns. */
  stop(): void {
    this.run = null
    if (this.timer !== null) clearTimeout(this.timer)
    this.timer = null
  }

  private async poll(run: object, memory: SocketMemory, pace: Pace): Promise<void> {
    const from = performance.now()
    let waitMs = RETRY_MS
    let problem: string | null = null
    let table: SocketTable | null = null
    try {
      table = memory.complete(await this.read())
      waitMs = pace.next(performance.now() - from)
    } catch (error) {
      problem = sentenceOf(error)
    }
    if (this.run !== run) return
    // Before the listeners run: one of them may stop the watch.
    this.timer = setTimeout(() => void this.poll(run, memory, pace), waitMs)
    if (problem !== this.lastProblem) {
      this.lastProblem = problem
      this.watcher.onProblem(problem)
    }
    if (table !== null && this.run === run) this.watcher.onTable(table)
  }
}

const sentenceOf = (error: unknown): string =>
  error instanceof SocketsUnreadable
    ? error.message
    : `The kernel's sockets can't be read: ${error instanceof Error ? error.message : String(error)}`
