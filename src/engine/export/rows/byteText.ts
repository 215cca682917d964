/**
 * Text put together as bytes: rows by the million are written without a string for each piece. What is written by
 * `ascii` must hold ASCII only.
 */
const FIRST_BYTES = 256 * 1024
const ZERO = 48
const MINUS = 45
const POINT = 46
/** Integers below this are cut into digits with 32-bit arithmetic. */
const SMALL = 0x40000000
const BILLION = 1_000_000_000
const NINE_DIGITS = 9
const encoder = new TextEncoder()

export class ByteText {
  protected bytes = new Uint8Array(FIRST_BYTES)
  protected length = 0

  /** Bytes written so far and not yet given away. */
  get size(): number {
    return this.length
  }

  /** What was written, given away: it holds until the next write. */
  take(): Uint8Array {
    const taken = this.bytes.subarray(0, this.length)
    this.length = 0
    return taken
  }

  protected room(bytes: number): void {
    if (this.length + bytes <= this.bytes.length) return
    const wider = new Uint8Array(Math.max(this.bytes.length * 2, this.length + bytes))
    wider.set(this.bytes.subarray(0, this.length))
    this.bytes = wider
  }

  /** Any text, as UTF-8. */
  text(text: string): void {
    this.room(text.length * 3)
    this.length += encoder.encodeInto(text, this.bytes.subarray(this.length)).written
  }

  ascii(text: string): void {
    const { length } = text
    this.room(length)
    const { bytes } = this
    const at = this.length
    for (let i = 0; i < length; i += 1) bytes[at + i] = text.charCodeAt(i)
    this.length = at + length
  }

  /** Bytes that were encoded before. */
  raw(from: Uint8Array): void {
    const { length } = from
    this.room(length)
    const { bytes } = this
    const at = this.length
    // For the few bytes between two values a loop takes a fraction of the time of `set`.
    for (let i = 0; i < length; i += 1) bytes[at + i] = from[i] as number
    this.length = at + length
  }

  byte(code: number): void {
    this.room(1)
    this.bytes[this.length] = code
    this.length += 1
  }

  /** A number as JSON has it; fast for whole numbers. */
  number(value: number): void {
    if (value >= 0 && value < SMALL && (value | 0) === value) {
      this.digits(value, countDigits(value))
      return
    }
    if (!Number.isSafeInteger(value)) {
      this.ascii(Number.isFinite(value) ? String(value) : 'null')
      return
    }
    if (value < 0) this.byte(MINUS)
    const size = Math.abs(value)
    if (size < SMALL) this.digits(size, countDigits(size))
    else if (size < BILLION * BILLION) {
      const high = Math.floor(size / BILLION)
      if (high > 0) this.number(high)
      const low = size - high * BILLION
      this.digits(low, high > 0 ? NINE_DIGITS : countDigits(low))
    }
  }

  /** `192.0.2.1`, from 4 bytes at `at`. */
  ipv4(address: Uint8Array, at: number): void {
    for (let i = 0; i < 4; i += 1) {
      if (i > 0) this.byte(POINT)
      const octet = address[at + i] as number
      this.digits(octet, octet < 10 ? 1 : octet < 100 ? 2 : 3)
    }
  }

  /** `1700000000.000012300`: whole seconds and 9 decimals. */
  time(seconds: number, nanoseconds: number): void {
    this.number(seconds)
    this.byte(POINT)
    this.digits(nanoseconds, NINE_DIGITS)
  }

  /** Nanoseconds (a whole number, at least 0) as seconds without needless zeros: `0.0280715`. */
  seconds(nanoseconds: number): void {
    const whole = Math.floor(nanoseconds / BILLION)
    let rest = nanoseconds - whole * BILLION
    this.number(whole)
    if (rest === 0) return
    let decimals = NINE_DIGITS
    while (rest % 10 === 0) {
      rest /= 10
      decimals -= 1
    }
    this.byte(POINT)
    this.digits(rest, decimals)
  }

  /** `value` below 2^31 with leading zeros up to `count` digits. */
  private digits(value: number, count: number): void {
    this.room(count)
    const { bytes } = this
    const from = this.length
    let left = value | 0
    for (let i = from + count - 1; i >= from; i -= 1) {
      const tenth = (left / 10) | 0
      bytes[i] = ZERO + left - tenth * 10
      left = tenth
    }
    this.length = from + count
  }

  /** Replaces what was written from `from` on by its CSV form (RFC 4180): quoted where needed, null empty. */
  asCsvCell(from: number): void {
    const cell = new TextDecoder().decode(this.bytes.subarray(from, this.length))
    if (cell !== 'null' && !/[",\r\n]/.test(cell)) return
    this.length = from
    if (cell !== 'null') this.text(`"${cell.replaceAll('"', '""')}"`)
  }

  toString(): string {
    return new TextDecoder().decode(this.bytes.subarray(0, this.length))
  }
}

function countDigits(value: number): number {
  let count = 1
  for (let limit = 10; value >= limit; limit *= 10) count += 1
  return count
}
