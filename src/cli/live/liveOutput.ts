/** Standard output that never holds up what writes to it: lines wait here while the reader is slow. */
import { write } from 'node:fs'

const STDOUT = 1
/** Where so much waits, no more should be made. */
const BEHIND_CHARACTERS = 256 * 1024
/** A pipe that Node made non-blocking is full. */
const RETRY_MS = 10
/** In a hurry: a reader that takes nothing for so long doesn't get the rest. */
const PATIENCE_MS = 5000

export class LiveOutput {
  private waiting = ''
  private rest: Buffer = Buffer.alloc(0)
  private isWriting = false
  private isHurried = false
  private progressAt = 0
  private whenIdle: (() => void)[] = []

  /** @param onClosed nobody reads any more: what is written from now on is dropped. Called once. */
  constructor(private readonly onClosed: () => void) {}

  isClosed = false

  /** The reader is slow: wait with what can wait. */
  get isBehind(): boolean {
    return this.waiting.length >= BEHIND_CHARACTERS
  }

  /** On its way at once, without waiting for it. */
  write(text: string): void {
    if (this.isClosed) return
    this.waiting += text
    if (!this.isWriting) this.next()
  }

  /** The program is to end: from now on a reader that doesn't read is not waited for without end. */
  hurry(): void {
    this.isHurried = true
    this.progressAt = performance.now()
  }

  /** Resolves when all is written, or nobody reads. */
  drained(): Promise<void> {
    return this.isWriting ? new Promise((resolve) => this.whenIdle.push(resolve)) : Promise.resolve()
  }

  private next(): void {
    if (this.rest.length === 0) {
      this.rest = Buffer.from(this.waiting)
      this.waiting = ''
    }
    this.isWriting = this.rest.length > 0
    // In a thread of its own: a terminal that is held by Ctrl-S blocks that thread alone.
    if (this.isWriting) write(STDOUT, this.rest, (error, written) => this.written(error, written))
    else for (const resolve of this.whenIdle.splice(0)) resolve()
  }

  private written(error: NodeJS.ErrnoException | null, bytes: number): void {
    const isFull = error?.code === 'EAGAIN'
    if (isFull && !(this.isHurried && performance.now() - this.progressAt > PATIENCE_MS)) {
      setTimeout(() => this.next(), RETRY_MS)
      return
    }
    this.progressAt = performance.now()
    if (error === null) this.rest = this.rest.subarray(bytes)
    else this.close()
    this.next()
  }

  /** EPIPE: `| head` has had enough; EIO: the terminal is gone. Whatever it is, nobody can be told. */
  private close(): void {
    this.isClosed = true
    this.waiting = ''
    this.rest = Buffer.alloc(0)
    this.onClosed()
  }
}
