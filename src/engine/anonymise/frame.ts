/** A frame being anonymised: where the reading stands, what is understood of it, and the checksums to be mended. */
import { type Covered, mend, sumOf } from './checksums'
import type { LayerName } from './layerName'
import type { Mask } from './mask'

export type { LayerName } from './layerName'

/** Reads a layer where the cursor is and names the next one; null: what follows is not understood, or left out. */
export type Step = (frame: Frame) => LayerName | null

export class Frame {
  /** Where the layer at hand begins. */
  at = 0
  /** Where it ends at the latest: by the lengths that headers claim, never beyond what was captured. */
  end: number
  /** Where it ends by those lengths alone; beyond `end` where the capture cut the frame. */
  claimed: number
  /** Sum of the IP addresses that a checksum below counts in, before and after. */
  addresses = { before: 0, after: 0 }
  private source = 0
  /** The IP packet is a fragment: no checksum covers just what is here. */
  isFragment = false
  /** It is the quote of an ICMP error. */
  isQuoted = false
  /** The next layer is a guess by a port number, in a datagram that ends here; null: it is none. */
  offered: number | null = null
  /** The first four bits of the address that comes next tell what kind of header it begins: they stay. */
  isTold = false
  /** Bytes that stay. */
  kept = 0
  private padded = 0
  private readonly covered: Covered[] = []

  /** `original`, rewritten. */
  readonly bytes: Uint8Array

  constructor(
    readonly original: Uint8Array,
    originalLength: number,
    readonly mask: Mask,
    readonly hasPayloads: boolean,
  ) {
    this.bytes = original.slice()
    this.end = original.length
    this.claimed = Math.max(originalLength, original.length)
  }

  /** What stays of the frame, once its layers are read: with its checksums mended. */
  finished(): Uint8Array {
    if (this.padded > this.kept) {
      this.bytes.fill(0, this.kept, this.padded)
      this.kept = this.padded
    }
    // The innermost first: it lies in what the others cover.
    for (const covered of this.covered.reverse()) mend(this.bytes, this.original, covered)
    return this.bytes.subarray(0, this.kept)
  }

  holds(bytes: number): boolean {
    return this.at + bytes <= this.end
  }

  u8(offset: number): number {
    return this.original[this.at + offset] as number
  }

  u16(offset: number): number {
    return this.u8(offset) * 256 + this.u8(offset + 1)
  }

  u32(offset: number): number {
    return this.u16(offset) * 0x10000 + this.u16(offset + 2)
  }

  little16(offset: number): number {
    return this.u8(offset) + this.u8(offset + 1) * 256
  }

  little32(offset: number): number {
    return this.little16(offset) + this.little16(offset + 2) * 0x10000
  }

  /** Moves on over `bytes` that are there and understood; they stay. */
  advance(bytes: number): void {
    this.at += bytes
    this.kept = Math.max(this.kept, this.at)
  }

  /** What follows is `bytes` long and no longer. */
  narrow(bytes: number): void {
    const end = this.at + bytes
    this.end = Math.min(this.end, end)
    this.claimed = Math.min(this.claimed, end)
  }

  /** What follows is what an application sent: it stays where payloads do. */
  payload(): void {
    if (this.hasPayloads) this.kept = Math.max(this.kept, this.end)
  }

  /** Where payloads stay, zeros stand for what is left out up to `end`: a checksum that covers it can be looked at. */
  padTo(end: number): void {
    if (this.hasPayloads) this.padded = Math.max(this.padded, end)
  }

  ipv4(offset: number): void {
    if (this.holds(offset + 4)) this.mask.ipv4(this.bytes, this.at + offset)
  }

  ipv6(offset: number): void {
    if (this.holds(offset + 16)) this.mask.ipv6(this.bytes, this.at + offset)
  }

  /** An IPv4 address all of whose bits are turned over. */
  inverted(offset: number): void {
    if (!this.holds(offset + 4)) return
    const address = this.original.slice(this.at + offset, this.at + offset + 4).map((octet) => ~octet)
    this.mask.ipv4(address, 0)
    this.bytes.set(
      address.map((octet) => ~octet),
      this.at + offset,
    )
  }

  /** An IPv6 prefix of `bits` bits, of which `size` bytes are written; what is behind it stays zero. */
  prefix(offset: number, size: number, bits: number): void {
    const address = new Uint8Array(16)
    const from = this.at + offset
    address.set(this.original.subarray(from, from + Math.min(size, 16)))
    this.mask.ipv6(address, 0)
    const whole = Math.min(bits, 128) >>> 3
    address.fill(0, whole + ((bits & 7) === 0 ? 0 : 1))
    if ((bits & 7) !== 0 && whole < 16) address[whole] = (address[whole] as number) & (0xff00 >>> (bits & 7))
    this.bytes.set(address.subarray(0, Math.max(0, Math.min(size, 16))), from)
  }

  mac(offset: number): void {
    if (this.holds(offset + 6)) this.mask.mac(this.bytes, this.at + offset)
  }

  /** Zeros in place of what is not understood. */
  blank(from: number, to: number): void {
    this.bytes.fill(0, this.at + from, Math.max(this.at + from, Math.min(this.at + to, this.end)))
  }

  /** Counts these addresses in with the checksums that follow. @param source null: the one that was counted last. */
  countAddresses(source: number | null, destination: number, size: number): void {
    if (source !== null) this.source = this.at + source
    const to = this.at + destination
    const sum = (bytes: Uint8Array): number =>
      sumOf(bytes, this.source, this.source + size) + sumOf(bytes, to, to + size)
    this.addresses = { before: sum(this.original), after: sum(this.bytes) }
  }

  /**
   * A checksum of the Internet's kind at `field`, over `length` bytes from the cursor.
   *
   * @param protocol the number in its pseudo-header; null: it has none.
   */
  cover(field: number, length: number, protocol: number | null, isOptional = false): void {
    if (!this.holds(field + 2)) return
    const { at, end, addresses } = this
    const others = protocol === null ? 0 : protocol + (length & 0xffff) + (length >>> 16)
    const counted = protocol === null ? { before: 0, after: 0 } : addresses
    this.covered.push({
      field: at + field,
      from: at,
      to: Math.min(at + length, end),
      isWhole: at + length <= end && !this.isFragment && !this.isQuoted,
      before: counted.before + others,
      after: counted.after + others,
      hasPseudo: protocol !== null,
      isOptional,
    })
  }
}
