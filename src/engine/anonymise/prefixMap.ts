/**
 * Addresses to other addresses so that two that share n leading bits share n afterwards, after Crypto-PAn (RFC 6235
 * §4.1.2 describes such schemes): whether a bit is turned over depends on the key and on the bits before it alone.
 *
 * A beginning is encrypted with a one and zeros behind it, as no other beginning is. Crypto-PAn fills it up with secret
 * bits, so that beginnings of two lengths often are the same block and turn their bits alike: of the hosts in
 * 192.168.0.0/16 one in a hundred would stay what it is.
 */
import { createCipheriv } from 'node:crypto'

const BLOCK_BYTES = 16
/** Addresses remembered; a capture seldom has more, and what is forgotten is worked out again, the same. */
const KEPT = 200_000

/** Addresses that begin with `bits` bits of `prefix` stay among themselves; where `isFixed`, each stays what it is. */
export interface Range {
  readonly prefix: Uint8Array
  readonly bits: number
  readonly isFixed: boolean
}

export class PrefixMap {
  private readonly cipher: ReturnType<typeof createCipheriv>
  private readonly blocks: Uint8Array
  private readonly known = new Map<string, Uint8Array>()

  /** @param key at least 16 bytes, for AES. @param size bytes of an address. */
  constructor(
    key: Uint8Array,
    private readonly size: number,
    private readonly ranges: readonly Range[],
  ) {
    this.cipher = createCipheriv('aes-128-ecb', key.subarray(0, BLOCK_BYTES), null)
    this.blocks = new Uint8Array(size * 8 * BLOCK_BYTES)
  }

  /** Which bits of an address are turned over; valid for good. @param at where it begins among `bytes`. */
  flips(bytes: Uint8Array, at: number): Uint8Array {
    const address = bytes.subarray(at, at + this.size)
    const name = String.fromCharCode(...address)
    const known = this.known.get(name)
    if (known !== undefined) return known
    if (this.known.size >= KEPT) this.known.clear()
    const flips = this.workedOut(address)
    this.known.set(name, flips)
    return flips
  }

  private workedOut(address: Uint8Array): Uint8Array {
    const bits = this.size * 8
    const flips = new Uint8Array(this.size)
    const from = this.firstFree(address)
    if (from >= bits) return flips
    for (let bit = from; bit < bits; bit += 1) this.putPrefix(address, bit)
    const drawn = this.cipher.update(this.blocks.subarray(from * BLOCK_BYTES, bits * BLOCK_BYTES))
    for (let bit = from; bit < bits; bit += 1) {
      const turn = (drawn[(bit - from) * BLOCK_BYTES] as number) >>> 7
      flips[bit >>> 3] = (flips[bit >>> 3] as number) | (turn << (7 - (bit & 7)))
    }
    return flips
  }

  /** The first `bits` bits of an address, less than all, and a one. */
  private putPrefix(address: Uint8Array, bits: number): void {
    const at = bits * BLOCK_BYTES
    const whole = bits >>> 3
    this.blocks.fill(0, at, at + BLOCK_BYTES)
    this.blocks.set(address.subarray(0, whole), at)
    const mask = 0xff & (0xff00 >>> (bits & 7))
    this.blocks[at + whole] = ((address[whole] as number) & mask) | (0x80 >>> (bits & 7))
  }

  /**
   * The first bit that may be turned over. Before it, turning one over would carry the address, or another that shares
   * what is before, into a range or out of one.
   */
  private firstFree(address: Uint8Array): number {
    let free = 0
    for (const { prefix, bits, isFixed } of this.ranges) {
      const shared = sharedBits(address, prefix, bits)
      if (shared < bits) free = Math.max(free, shared + 1)
      else if (isFixed) return this.size * 8
      else free = Math.max(free, bits)
    }
    return free
  }
}

/** Leading bits that two addresses share, `most` at most. */
export function sharedBits(a: Uint8Array, b: Uint8Array, most: number): number {
  for (let at = 0; at * 8 < most; at += 1) {
    const differing = (a[at] as number) ^ (b[at] as number)
    if (differing !== 0) return Math.min(most, at * 8 + Math.clz32(differing) - 24)
  }
  return most
}
