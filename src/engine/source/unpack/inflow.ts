/** Compressed bytes as they come, taken in the lengths that their format names. */

import { joinChunks } from '../../../pcapng/chunks'

/** No piece that a format names is longer than this; a longer one is a corrupt length. */
export const MOST_TAKEN = 8 * 1024 * 1024

/** The bytes end inside something that isn't whole. */
export class CutShort extends Error {
  constructor() {
    super('cut short')
  }
}

export class Inflow {
  /** Bytes taken so far: an offset in the compressed file. */
  offset = 0
  private current: Uint8Array = new Uint8Array(0)
  private at = 0
  private hasEnded = false

  constructor(private readonly chunks: AsyncIterator<Uint8Array>) {}

  /** Nothing more will come. Waits until that is known. */
  async isOver(): Promise<boolean> {
    while (this.at === this.current.length && !this.hasEnded) await this.next()
    return this.at === this.current.length
  }

  /**
   * The next `length` bytes, up to MOST_TAKEN; valid for as long as they are wanted.
   *
   * @throws CutShort where fewer are left.
   */
  async take(length: number): Promise<Uint8Array> {
    if (length > MOST_TAKEN) throw new RangeError(`${length} bytes are more than is taken at once`)
    const whole = new Uint8Array(length)
    let done = 0
    while (done < length) {
      if (await this.isOver()) throw new CutShort()
      const part = this.current.subarray(this.at, this.at + length - done)
      whole.set(part, done)
      done += part.length
      this.at += part.length
      this.offset += part.length
    }
    return whole
  }

  /** The next `length` bytes, up to MOST_TAKEN; fewer at the end. */
  async takeMost(length: number): Promise<Uint8Array> {
    const parts: Uint8Array[] = []
    for (let left = Math.min(length, MOST_TAKEN); left > 0 && !(await this.isOver()); ) {
      const part = await this.take(Math.min(left, this.current.length - this.at))
      parts.push(part)
      left -= part.length
    }
    return joinChunks(parts)
  }

  /**
   * Steps over `length` bytes, however many they are.
   *
   * @throws CutShort where fewer are left.
   */
  async skip(length: number): Promise<void> {
    for (let left = length; left > 0; ) {
      if (await this.isOver()) throw new CutShort()
      const step = Math.min(left, this.current.length - this.at)
      this.at += step
      this.offset += step
      left -= step
    }
  }

  private async next(): Promise<void> {
    const { done, value } = await this.chunks.next()
    this.hasEnded = done === true
    this.current = value ?? new Uint8Array(0)
    this.at = 0
  }
}
