/** A file that appears under its name when it is whole: until then it is written beside it. */
import { closeSync, openSync, renameSync, rmSync, writeSync } from 'node:fs'
import { UNFINISHED_END } from '../../contracts/exports'

const BUFFER_BYTES = 1 << 20

export class OutFile {
  private readonly part: string
  private readonly fd: number
  private readonly buffer = new Uint8Array(BUFFER_BYTES)
  private filled = 0
  private isOpen = true

  /** @throws NodeJS.ErrnoException where the folder can't be written. */
  constructor(private readonly path: string) {
    this.part = path + UNFINISHED_END
    this.fd = openSync(this.part, 'w')
  }

  /** Appends; `bytes` may be used again afterwards. */
  write(bytes: Uint8Array): void {
    if (this.filled + bytes.length > BUFFER_BYTES) this.flush()
    if (bytes.length > BUFFER_BYTES) {
      writeWhole(this.fd, bytes)
    } else {
      this.buffer.set(bytes, this.filled)
      this.filled += bytes.length
    }
  }

  /** Gives the file its name, in place of one that had it. */
  finish(): void {
    this.flush()
    this.close()
    renameSync(this.part, this.path)
  }

  /** Leaves nothing behind. */
  discard(): void {
    if (this.isOpen) this.close()
    rmSync(this.part, { force: true })
  }

  private close(): void {
    this.isOpen = false
    closeSync(this.fd)
  }

  private flush(): void {
    writeWhole(this.fd, this.buffer.subarray(0, this.filled))
    this.filled = 0
  }
}

function writeWhole(fd: number, bytes: Uint8Array): void {
  let written = 0
  while (written < bytes.length) written += writeSync(fd, bytes, written, bytes.length - written)
}
