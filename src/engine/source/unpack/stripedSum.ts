/** A checksum over whole stripes of bytes that come in pieces of any length; both algorithms of xxHash are of this kind. */
export abstract class StripedSum {
  /** Bytes that came so far. */
  protected length = 0
  /** The beginning of a stripe that isn't whole yet, `filled` bytes of it. */
  protected readonly rest: Uint8Array<ArrayBuffer>
  protected filled = 0

  /** @param stripe bytes that are taken in at a time. */
  constructor(private readonly stripe: number) {
    this.rest = new Uint8Array(stripe)
  }

  update(bytes: Uint8Array): this {
    const { stripe, rest } = this
    this.length += bytes.length
    let at = 0
    if (this.filled > 0) {
      const part = bytes.subarray(0, stripe - this.filled)
      rest.set(part, this.filled)
      this.filled += part.length
      at = part.length
      if (this.filled < stripe) return this
      this.stripes(rest, 0, stripe)
    }
    const end = at + Math.floor((bytes.length - at) / stripe) * stripe
    this.stripes(bytes, at, end)
    rest.set(bytes.subarray(end))
    this.filled = bytes.length - end
    return this
  }

  /** Takes in the whole stripes from `from` up to `end`. */
  protected abstract stripes(bytes: Uint8Array, from: number, end: number): void
}
