/** One file of a capture that is being written. */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs'

export class Piece {
  /** Bytes of the files before this one; set when the one before is complete. */
  start = 0
  /** Bytes seen so far. */
  size = 0
  /** The ring gave this file up. */
  isRemoved = false
  private fd: number | null = null

  constructor(readonly path: string) {}

  get end(): number {
    return this.start + this.size
  }

  get isOpen(): boolean {
    return this.fd !== null
  }

  /** Its bytes can no longer be had. */
  get isGone(): boolean {
    return this.isRemoved && this.fd === null
  }

  /**
   * Bytes that the file holds now; null: it isn't there.
   *
   * @throws where the system doesn't let us read it.
   */
  measure(): number | null {
    const fd = this.open()
    return fd === null ? null : fstatSync(fd).size
  }

  /** As `Source.read`, from the file's own start; 0 where the file is gone. */
  read(target: Uint8Array, at: number, length: number, position: number): number {
    const fd = this.open()
    return fd === null ? 0 : readSync(fd, target, at, length, position)
  }

  /** Lets go of the file: a removed one holds its room on the disk for as long as somebody has it open. */
  close(): void {
    if (this.fd !== null) closeSync(this.fd)
    this.fd = null
  }

  private open(): number | null {
    if (this.fd !== null || this.isRemoved) return this.fd
    try {
      this.fd = openSync(this.path, 'r')
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    }
    return this.fd
  }
}
