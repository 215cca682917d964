/** Standard output in large writes that wait for a slow reader. */
import { writeSync } from 'node:fs'
import { ByteText } from '../engine/export/rows/byteText'
import { EXIT } from './exit'

const STDOUT = 1
const WRITE_FROM_BYTES = 64 * 1024
const RETRY_MS = 2

export class Output extends ByteText {
  private pause: Int32Array | null = null

  /** Adds text; written when enough has come together. */
  write(text: string): void {
    this.text(text)
    this.settle()
  }

  /** Writes what has come together, if that is enough: call it between rows. */
  settle(): void {
    if (this.length >= WRITE_FROM_BYTES) this.flush()
  }

  flush(): void {
    for (let from = 0; from < this.length; ) from += this.attempt(from)
    this.length = 0
  }

  /** @returns bytes written; 0: the pipe is full (where Node made it non-blocking) and a pause was made. */
  private attempt(from: number): number {
    try {
      return writeSync(STDOUT, this.bytes, from, this.length - from)
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException
      if (code === 'EAGAIN') {
        this.pause ??= new Int32Array(new SharedArrayBuffer(4))
        Atomics.wait(this.pause, 0, 0, RETRY_MS)
        return 0
      }
      // The reader has had enough (`| head`): that is no error of ours.
      if (code === 'EPIPE') process.exit(EXIT.DONE)
      throw error
    }
  }
}
