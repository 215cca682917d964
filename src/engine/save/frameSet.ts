/** A set of frame numbers: one bit a frame. */
export class FrameSet {
  private words = new Uint32Array(1024)

  add(frame: number): void {
    const word = frame >>> 5
    if (word >= this.words.length) this.grow(word)
    this.words[word] = (this.words[word] as number) | (1 << (frame & 31))
  }

  has(frame: number): boolean {
    return (((this.words[frame >>> 5] ?? 0) >>> (frame & 31)) & 1) === 1
  }

  private grow(word: number): void {
    const words = new Uint32Array(Math.max(word + 1, this.words.length * 2))
    words.set(this.words)
    this.words = words
  }
}
