/** The pcapng files of one capture: one that grows, or a ring. Only whole blocks are ever in them. */
import { closeSync, ftruncateSync, openSync, unlinkSync, writeSync } from 'node:fs'
import type { Ring } from '../../contracts/capture'
import { ringFile } from './ringFile'

/** Captures hold what others said: for their owner's eyes. */
const OWNER_ONLY = 0o600

/** Could not be written any more; everything before stands in the file, whole. */
export class FileFailure extends Error {
  constructor(
    readonly isDiskFull: boolean,
    message: string,
  ) {
    super(message)
  }
}

export class CaptureFiles {
  private readonly kept: string[] = []
  /** -1: closed. */
  private descriptor = -1
  private fileBytes = 0
  private fileBegan = 0
  private number = 1
  private failure: FileFailure | null = null
  /** In all files, those given up included. */
  totalBytes = 0

  /**
   * Begins the first file and writes `headers`: section header and interfaces, which every later file repeats.
   * @param onFile the ring went on to `file` and gave up `removed`.
   * @throws FileFailure
   */
  constructor(
    private readonly base: string,
    private readonly ring: Ring | null,
    private readonly headers: Uint8Array,
    private readonly onFile: (file: string, removed: string | null) => void,
  ) {
    this.descriptor = this.begin()
  }

  /** Files that hold the capture, the oldest first. */
  get files(): readonly string[] {
    return this.kept
  }

  get current(): string {
    return this.kept.at(-1) ?? this.base
  }

  /**
   * Appends whole blocks. A piece is never split, so a ring's file is at most one piece longer than asked where the
   * piece alone is longer.
   * @throws FileFailure; nothing of this piece is then in the file, and every later call fails the same way.
   */
  append(piece: Uint8Array): void {
    if (this.failure !== null) throw this.failure
    if (this.isFileDone(piece.length)) this.goOn()
    this.write(this.descriptor, piece)
  }

  close(): void {
    if (this.descriptor >= 0) closeSync(this.descriptor)
    this.descriptor = -1
  }

  private isFileDone(more: number): boolean {
    if (this.ring === null || this.fileBytes <= this.headers.length) return false
    const { fileBytes, fileSeconds } = this.ring
    if (fileBytes !== null && this.fileBytes + more > fileBytes) return true
    return fileSeconds !== null && Date.now() - this.fileBegan >= fileSeconds * 1000
  }

  private goOn(): void {
    this.close()
    this.number++
    this.descriptor = this.begin()
    const isOver = this.ring !== null && this.kept.length > this.ring.files
    const removed = isOver ? (this.kept.shift() ?? null) : null
    if (removed !== null) removeFile(removed)
    this.onFile(this.current, removed)
  }

  private begin(): number {
    const file = this.ring === null ? this.base : ringFile(this.base, this.number)
    let descriptor: number
    try {
      descriptor = openSync(file, 'w', OWNER_ONLY)
    } catch (error) {
      throw this.failed(file, error)
    }
    this.kept.push(file)
    this.fileBytes = 0
    this.fileBegan = Date.now()
    try {
      this.write(descriptor, this.headers)
    } catch (error) {
      // A file without its headers is no capture.
      closeSync(descriptor)
      this.kept.pop()
      removeFile(file)
      throw error
    }
    return descriptor
  }

  private write(descriptor: number, bytes: Uint8Array): void {
    let done = 0
    try {
      while (done < bytes.length) done += writeSync(descriptor, bytes, done)
    } catch (error) {
      // What was written of these blocks goes again, so that the file ends with a whole one.
      ftruncateSync(descriptor, this.fileBytes)
      throw this.failed(this.current, error)
    }
    this.fileBytes += bytes.length
    this.totalBytes += bytes.length
  }

  private failed(file: string, error: unknown): FileFailure {
    const { code, message } = error as NodeJS.ErrnoException
    const isDiskFull = code === 'ENOSPC' || code === 'EDQUOT'
    const why = isDiskFull ? `No space is left on the disk of ${file}.` : `${file} can't be written: ${message}.`
    this.failure = new FileFailure(isDiskFull, why)
    return this.failure
  }
}

/** One that the user has already removed is no trouble. */
function removeFile(file: string): void {
  try {
    unlinkSync(file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
}
