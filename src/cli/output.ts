/** Standard output in large writes that wait for a slow reader. */
import { writeSync } from 'node:fs'
import { EXIT } from './exit'

const STDOUT = 1
const CHUNK_CHARACTERS = 64 * 1024
const RETRY_MS = 2

export class Output {
  private pending = ''
  private readonly pause = new Int32Array(new SharedArrayBuffer(4))

  /** Adds text; written when enough has come together. */
  write(text: string): void {
    this.pending += text
    if (this.pending.length >= CHUNK_CHARACTERS) this.flush()
  }

  flush(): void {
    const bytes = Buffer.from(this.pending, 'utf8')
    this.pending = ''
    for (let from = 0; from < bytes.length; ) from += this.attempt(bytes, from)
  }

  /** @returns bytes written; 0: the pipe is full (where Node made it non-blocking) and a pause was made. */
  private attempt(bytes: Uint8Array, from: number): number {
    try {
      return writeSync(STDOUT, bytes, from)
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException
      if (code === 'EAGAIN') {
        Atomics.wait(this.pause, 0, 0, RETRY_MS)
        return 0
      }
      // The reader has had enough (`| head`): that is no error of ours.
      if (code === 'EPIPE') process.exit(EXIT.DONE)
      throw error
    }
  }
}
