/**
 * A capture that is being written: one file that grows, or the files of a ring one after the other. Offsets go on from
 * file to file as if they were one.
 */

import { basename } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { said } from '../said/said'
import { byteWords } from '../words'
import { Piece } from './piece'
import type { Source } from './source'

/** How often the file is looked at while nothing comes. A look costs a microsecond; a packet waits this long at most. */
export const POLL_MS = 20
/** Files kept open for reading packets back, besides those that are yet to be read. */
const KEPT_OPEN = 8

export class FollowedSource implements Source {
  failure: (() => string) | null = null
  /** When `end` was called, milliseconds since 1970; null: more may come. */
  endedAtMs: number | null = null
  private readonly pieces: Piece[] = []
  /** Index of the file that grows. */
  private growing = 0
  /** Files before this one are read to their end. */
  private passed = 0
  private keptOpen: Piece[] = []

  readonly path: string

  /** @param path of the first file, which need not be there yet; null: none will come. */
  constructor(path: string | null) {
    this.path = path ?? ''
    if (path !== null) this.pieces.push(new Piece(path))
    this.poll()
  }

  get name(): string {
    return this.path === '' ? said`Sockets of this computer` : basename(this.path)
  }

  /** No file was named: no byte will come. */
  get isEmpty(): boolean {
    return this.pieces.length === 0
  }

  get size(): number {
    return this.pieces[this.growing]?.end ?? 0
  }

  get expectedSize(): number {
    return this.size
  }

  get ended(): boolean {
    return this.endedAtMs !== null || this.failure !== null
  }

  /** Files read to their end and given up by the ring: the first of those that are left. */
  get firstKept(): number {
    let first = 0
    while (first < this.growing && this.pieces[first]?.isGone) first += 1
    return first
  }

  /** Where the first of the files that are left begins. */
  get firstOffset(): number {
    return this.pieces[this.firstKept]?.start ?? 0
  }

  /** Files that `passedTo` found read to their end. */
  get passedFiles(): number {
    return this.passed
  }

  /** The writer goes on in `path`. @param removed the file that the ring gave up. */
  next(path: string, removed: string | null): void {
    if (this.ended) return
    this.pieces.push(new Piece(path))
    this.poll()
    const gone = this.pieces.find((piece) => piece.path === removed && !piece.isRemoved)
    if (gone === undefined) return
    gone.isRemoved = true
    if (this.pieces.indexOf(gone) < this.passed) gone.close()
  }

  /** Nothing more will be written. @param atMs milliseconds since 1970. */
  end(atMs: number): void {
    if (this.ended) return
    this.poll()
    this.endedAtMs = atMs
  }

  /** Looks at what has been written since; true: there is more. */
  poll(): boolean {
    if (this.ended) return false
    const before = this.size
    try {
      while (this.measure() && this.growing < this.pieces.length - 1) this.growOn()
    } catch (error) {
      this.failure = () =>
        said`it can't be read any further (${(error as Error).message}); check its folder and the disk`
    }
    return this.size !== before || this.ended
  }

  async more(): Promise<void> {
    while (!this.ended && !this.poll()) await sleep(POLL_MS)
  }

  /** End of the finished file that holds `position`: a record that it cuts never goes on. null: the file still grows. */
  seam(position: number): number | null {
    const index = this.indexAt(position)
    return index < this.growing ? (this.pieces[index]?.end ?? null) : null
  }

  /** Everything before `position` was read: files that were removed meanwhile need no longer be held. */
  passedTo(position: number): void {
    for (; this.passed < this.growing; this.passed += 1) {
      const piece = this.pieces[this.passed] as Piece
      if (piece.end > position) return
      piece.close()
    }
  }

  gone(position: number): string | null {
    const piece = this.pieces[this.indexAt(position)]
    return piece?.isGone ? said`the ring gave up ${basename(piece.path)}, and its bytes with it` : null
  }

  /** Bytes of files that are gone read as zeros: see `gone`. */
  read(target: Uint8Array, at: number, length: number, position: number): number {
    let done = 0
    while (done < length) {
      const from = position + done
      const piece = this.pieces[this.indexAt(from)]
      const wanted = piece === undefined ? 0 : Math.min(length - done, piece.end - from)
      if (piece === undefined || wanted <= 0) break
      const got = this.readPiece(piece, target, at + done, wanted, from - piece.start)
      done += got
      if (got < wanted) break
    }
    return done
  }

  close(): void {
    for (const piece of this.pieces) piece.close()
    this.endedAtMs ??= 0
  }

  /** Takes in the size of the file that grows; false: it isn't there yet, or not any more. */
  private measure(): boolean {
    const piece = this.pieces[this.growing]
    if (piece === undefined) return false
    const size = piece.measure()
    // A later file was told of: this one was there, and went before we saw it.
    if (size === null) {
      piece.isRemoved = this.growing < this.pieces.length - 1
      return piece.isRemoved
    }
    if (size < piece.size) {
      const were = byteWords(piece.size)
      this.failure = () =>
        said`it got shorter while it was being written (${byteWords(size)} are left of ${were}): another program emptied or replaced it; start the capture anew`
    }
    piece.size = size
    return this.failure === null
  }

  private growOn(): void {
    const { end } = this.pieces[this.growing] as Piece
    this.growing += 1
    const next = this.pieces[this.growing] as Piece
    next.start = end
  }

  private readPiece(piece: Piece, target: Uint8Array, at: number, length: number, position: number): number {
    const wasOpen = piece.isOpen
    const got = piece.read(target, at, length, position)
    if (!wasOpen && piece.isOpen) this.keepOpen(piece)
    if (piece.isOpen) return got
    // Not there any more: gone, whoever removed it.
    piece.isRemoved = true
    target.fill(0, at, at + length)
    return length
  }

  private keepOpen(piece: Piece): void {
    this.keptOpen.push(piece)
    if (this.keptOpen.length <= KEPT_OPEN) return
    const oldest = this.keptOpen.shift() as Piece
    if (this.pieces.indexOf(oldest) < this.passed) oldest.close()
  }

  /** Index of the file that holds `position`: the last that begins there or before. */
  private indexAt(position: number): number {
    let low = 0
    let high = this.growing
    while (low < high) {
      const middle = (low + high + 1) >>> 1
      if ((this.pieces[middle] as Piece).start <= position) low = middle
      else high = middle - 1
    }
    return low
  }
}
