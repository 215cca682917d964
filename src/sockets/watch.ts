/** Reads the kernel's table again and again, and remembers what one reading alone can't tell. */
import type { SocketTable } from '../contracts/sockets'
import { SocketMemory } from './memory'
import { Pace } from './pace'
import { readSockets } from './readSockets'
import { SocketsUnreadable } from './unreadable'
import { type MeteredTable, Work } from './work'

export interface SocketWatcher {
  /** A new reading, owners of the past included. */
  readonly onTable: (table: SocketTable) => void
  /** Reading fails, and why, in one sentence; null: it works again. Only changes are told. */
  readonly onProblem: (problem: string | null) => void
}

const RETRY_MS = 2_000

/**
 * Polls between every 100 ms and every 5 s, more often when hurried, so that reading takes at most about 7 % of a core
 * (see Pace). Readings never overlap. A watch that is stopped can be started again; it then knows nothing of before.
 */
export class SocketWatch {
  private run: object | null = null
  private timer: NodeJS.Timeout | null = null
  /** Does the reading that the timer waits for. */
  private next: (() => void) | null = null
  private pace = new Pace()
  private endedAt = 0
  private isHurried = false
  private lastProblem: string | null = null

  /** @param read where tables come from: this host's kernel. */
  constructor(
    private readonly watcher: SocketWatcher,
    private readonly read: () => Promise<MeteredTable> = readSockets,
  ) {}

  /** Why reading fails, in one sentence; null: it works, or wasn't tried yet. */
  get problem(): string | null {
    return this.lastProblem
  }

  start(): void {
    if (this.run !== null) return
    const run = {}
    this.run = run
    this.pace = new Pace()
    this.isHurried = false
    void this.poll(run, new SocketMemory())
  }

  /** Something has just happened to a socket: looks as soon as the pace allows. */
  hurry(): void {
    if (this.isHurried) return
    this.isHurried = true
    if (this.next !== null && this.lastProblem === null) this.schedule(this.next)
  }

  /** No table is given after this returns. */
  stop(): void {
    this.run = null
    if (this.timer !== null) clearTimeout(this.timer)
    this.timer = null
    this.next = null
  }

  private async poll(run: object, memory: SocketMemory): Promise<void> {
    const from = performance.now()
    this.next = null
    this.isHurried = false
    let problem: string | null = null
    let table: SocketTable | null = null
    try {
      const read = await this.read()
      const work = new Work()
      table = work.do(() => memory.complete(read))
      const readMs = read.workMs ?? null
      const now = performance.now()
      this.pace.took(now - from, now, readMs === null ? null : readMs + work.ownMs)
    } catch (error) {
      problem = sentenceOf(error)
    }
    if (this.run !== run) return
    this.endedAt = performance.now()
    // Before the listeners run: one of them may stop the watch.
    this.schedule(() => void this.poll(run, memory), problem === null ? null : RETRY_MS)
    if (problem !== this.lastProblem) {
      this.lastProblem = problem
      this.watcher.onProblem(problem)
    }
    if (table !== null && this.run === run) this.watcher.onTable(table)
  }

  /** @param waitMs from the end of the last reading; null: what the pace says. */
  private schedule(next: () => void, waitMs: number | null = null): void {
    if (this.timer !== null) clearTimeout(this.timer)
    const now = performance.now()
    const wait = waitMs ?? this.pace.waitMs(this.isHurried, now)
    this.next = next
    this.timer = setTimeout(next, Math.max(0, this.endedAt + wait - now))
  }
}

const sentenceOf = (error: unknown): string =>
  error instanceof SocketsUnreadable
    ? error.message
    : `The kernel's sockets can't be read: ${error instanceof Error ? error.message : String(error)}`
