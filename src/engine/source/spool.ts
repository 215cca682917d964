/** A stream made seekable: its bytes, unpacked where they are compressed, go to a temporary file that nobody else sees. */

import { randomUUID } from 'node:crypto'
import { closeSync, openSync, readSync, unlinkSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { said } from '../said/said'
import type { Source } from './source'
import { type Compression, compressionOf, MAGIC_BYTES } from './unpack/compression'
import { Damaged } from './unpack/damaged'
import { unpackFrames } from './unpack/frames'

const CHUNK_BYTES = 256 * 1024
/** What is unpacked here lets queries in this often. */
const REST_EVERY_MS = 4

export class Spool implements Source {
  readonly path: string
  readonly name: string
  size = 0
  ended = false
  failure: (() => string) | null = null
  private readonly fd: number
  private readonly file: string
  private closed = false
  private isEnough = false
  private arrivedBytes = 0
  private waiting: (() => void)[] = []

  /** @param total bytes that `stream` will bring, where that is known. */
  constructor(
    private readonly stream: Readable,
    private readonly total: number | null,
    named: { path: string; name: string },
  ) {
    this.path = named.path
    this.name = named.name
    this.file = join(tmpdir(), `lastack-${randomUUID()}`)
    this.fd = openSync(this.file, 'wx+', 0o600)
    // An open file without a name goes away with the process, however that ends. Windows can't do this.
    if (process.platform !== 'win32') unlinkSync(this.file)
    this.fill().then(
      () => this.end(null),
      (error: unknown) => this.end(() => reasonOf(error)),
    )
  }

  get expectedSize(): number {
    if (this.ended || this.total === null || this.arrivedBytes === 0) return this.size
    return Math.round((this.size * this.total) / this.arrivedBytes)
  }

  more(): Promise<void> {
    if (this.ended) return Promise.resolve()
    return new Promise((resolve) => this.waiting.push(resolve))
  }

  read(target: Uint8Array, at: number, length: number, position: number): number {
    return readSync(this.fd, target, at, length, position)
  }

  enough(): void {
    if (this.ended) return
    this.isEnough = true
    this.stream.destroy()
    this.end(null)
  }

  close(): void {
    if (this.closed) return
    this.closed = true
    this.stream.destroy()
    closeSync(this.fd)
    if (process.platform === 'win32') unlinkSync(this.file)
  }

  private async fill(): Promise<void> {
    const chunks = this.arrivals()
    const head: Uint8Array[] = []
    let headBytes = 0
    while (headBytes < MAGIC_BYTES) {
      const next = await chunks.next()
      if (next.done) break
      head.push(next.value)
      headBytes += next.value.length
    }
    const start = Buffer.concat(head)
    await this.write(compressionOf(start), prepend(start, chunks))
  }

  private async write(compression: Compression, bytes: AsyncGenerator<Uint8Array>): Promise<void> {
    if (compression === 'frames') return this.unpackHere(bytes)
    const whole = Readable.from(bytes, { objectMode: false, highWaterMark: CHUNK_BYTES })
    const append = async (chunks: AsyncIterable<Uint8Array>): Promise<void> => {
      for await (const chunk of chunks) this.append(chunk)
    }
    if (compression === 'gzip') await pipeline(whole, createGunzip({ chunkSize: CHUNK_BYTES }), append)
    else await pipeline(whole, append)
  }

  /** A little becomes much: each block is written before the next one is unpacked. */
  private async unpackHere(bytes: AsyncGenerator<Uint8Array>): Promise<void> {
    let until = performance.now() + REST_EVERY_MS
    for await (const chunk of unpackFrames(bytes)) {
      if (this.closed || this.isEnough) return
      this.append(chunk)
      if (performance.now() < until) continue
      await new Promise((resolve) => setImmediate(resolve))
      until = performance.now() + REST_EVERY_MS
    }
  }

  private async *arrivals(): AsyncGenerator<Uint8Array, undefined> {
    for await (const chunk of this.stream) {
      const bytes = chunk as Uint8Array
      this.arrivedBytes += bytes.length
      yield bytes
    }
  }

  private append(chunk: Uint8Array): void {
    if (this.closed || this.isEnough) return
    let written = 0
    while (written < chunk.length) {
      written += writeSync(this.fd, chunk, written, chunk.length - written, this.size + written)
    }
    this.size += chunk.length
    this.wake()
  }

  private end(failure: (() => string) | null): void {
    this.ended = true
    if (!this.closed && !this.isEnough) this.failure = failure
    this.wake()
  }

  private wake(): void {
    const waiting = this.waiting
    this.waiting = []
    for (const resolve of waiting) resolve()
  }
}

async function* prepend(start: Uint8Array, rest: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  if (start.length > 0) yield start
  yield* rest
}

function reasonOf(error: unknown): string {
  if (error instanceof Damaged) return error.reason()
  const { code, message } = error as NodeJS.ErrnoException
  if (code === 'Z_BUF_ERROR') return said`its gzip data is cut short: copy or download it again`
  if (code?.startsWith('Z_')) return said`its gzip data is damaged (${message}): copy or download it again`
  if (code === 'ENOSPC') return said`there is no room left in ${tmpdir()} to unpack it: free some, or set TMPDIR`
  return said`reading it failed (${message})`
}
