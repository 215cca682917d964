/** Where a capture's bytes come from: a seekable file, or a spool that fills while we read it. */

import { closeSync, createReadStream, fstatSync, openSync, readSync } from 'node:fs'
import { basename } from 'node:path'
import { isatty } from 'node:tty'
import type { CaptureProblem } from '../../contracts/summary'
import { openProblem } from '../problem'
import { Spool } from './spool'
import { compressionOf, MAGIC_BYTES } from './unpack/compression'

/** Bytes by file offset. What isn't seekable (standard input, a pipe, what is compressed) is spooled to a temporary file first. */
export interface Source {
  /** As the user named it. */
  readonly path: string
  /** For titles: the file's name without its folders. */
  readonly name: string
  /** Bytes that can be read now. */
  readonly size: number
  /** Bytes that there will be, as far as that is known. */
  readonly expectedSize: number
  /** No more bytes will come. */
  readonly ended: boolean
  /** Says why the bytes end early, as a sentence's end (`is cut short: …`); null: they don't. */
  readonly failure: (() => string) | null
  /** Resolves when there are more bytes, or the end came. */
  more(): Promise<void>
  /** Reads into `target` at `at`; returns how many bytes, fewer at the end of the file. Throws on an I/O error. */
  read(target: Uint8Array, at: number, length: number, position: number): number
  /** Of a ring of files, the end of the finished file that holds `position`; null: its file may still grow. */
  seam?(position: number): number | null
  /** Why the bytes at `position` can't be had any more, as a clause; null: they can. */
  gone?(position: number): string | null
  /** Of several files that are read as one, the name of that which holds the bytes at `position`. */
  fileAt?(position: number): string | null
  /** No more bytes are wanted: what still fills stops, so that a bomb does. What came stays. */
  enough?(): void
  close(): void
}

export type SourceResult =
  | { readonly ok: true; readonly source: Source }
  | { readonly ok: false; readonly problem: CaptureProblem }

/** The path that means standard input. */
export const STANDARD_INPUT = '-'
const STANDARD_INPUT_FD = 0

/** Opens a capture: plain, or compressed with gzip, zstd or lz4, by its first bytes; `-` is standard input. */
export function openSource(path: string): SourceResult {
  try {
    return { ok: true, source: path === STANDARD_INPUT ? standardInput() : openPath(path) }
  } catch (error) {
    return { ok: false, problem: openProblem(path, error) }
  }
}

function standardInput(): Source {
  if (isatty(STANDARD_INPUT_FD)) throw Object.assign(new Error('a terminal'), { code: 'TERMINAL' })
  const status = fstatSync(STANDARD_INPUT_FD)
  const named = { path: STANDARD_INPUT, name: 'standard input' }
  if (status.isFile() && !isCompressed(STANDARD_INPUT_FD)) return plainFile(STANDARD_INPUT_FD, status.size, named)
  return new Spool(process.stdin, status.isFile() ? status.size : null, named)
}

function openPath(path: string): Source {
  const fd = openSync(path, 'r')
  const named = { path, name: basename(path) }
  try {
    const status = fstatSync(fd)
    if (status.isDirectory()) throw Object.assign(new Error('a folder'), { code: 'EISDIR' })
    if (status.isFile() && !isCompressed(fd)) return plainFile(fd, status.size, named)
    const stream = createReadStream(path, { fd, ...(status.isFile() ? { start: 0 } : {}), highWaterMark: 256 * 1024 })
    return new Spool(stream, status.isFile() ? status.size : null, named)
  } catch (error) {
    closeSync(fd)
    throw error
  }
}

function plainFile(fd: number, size: number, named: { path: string; name: string }): Source {
  return {
    ...named,
    size,
    expectedSize: size,
    ended: true,
    failure: null,
    more: () => Promise.resolve(),
    read: (target, at, length, position) => readSync(fd, target, at, length, position),
    close: () => {
      if (fd !== STANDARD_INPUT_FD) closeSync(fd)
    },
  }
}

function isCompressed(fd: number): boolean {
  const start = new Uint8Array(MAGIC_BYTES)
  return compressionOf(start.subarray(0, readSync(fd, start, 0, start.length, 0))) !== 'none'
}
