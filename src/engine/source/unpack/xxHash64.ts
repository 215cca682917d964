/**
 * XXH64 with seed 0, over bytes that come in pieces. Source: the xxHash specification 0.1.1, "XXH64 algorithm". Numbers
 * of 64 bits are two halves: BigInt would take ten times as long.
 */

import { StripedSum } from './stripedSum'

const STRIPE = 32
const PRIME_1 = [0x9e3779b1, 0x85ebca87] as const
const PRIME_2 = [0xc2b2ae3d, 0x27d4eb4f] as const
const PRIME_3 = 0x165667b19e3779f9n
const PRIME_4 = 0x85ebca77c2b2ae63n
const PRIME_5 = 0x27d4eb2f165667c5n
const PRIME_1_WHOLE = 0x9e3779b185ebca87n
const PRIME_2_WHOLE = 0xc2b2ae3d27d4eb4fn
const MASK = 0xffff_ffff_ffff_ffffn

const turned = (value: bigint, bits: bigint): bigint => ((value << bits) | (value >> (64n - bits))) & MASK
const lane = (sum: bigint, input: bigint): bigint =>
  (turned((sum + input * PRIME_2_WHOLE) & MASK, 31n) * PRIME_1_WHOLE) & MASK

/** The upper half of the product of two numbers of 32 bits. */
function upper(a: number, b: number): number {
  const a0 = a & 0xffff
  const a1 = a >>> 16
  const b0 = b & 0xffff
  const b1 = b >>> 16
  const middle = a1 * b0 + ((a0 * b0) >>> 16)
  const other = a0 * b1 + (middle & 0xffff)
  return (a1 * b1 + Math.floor(middle / 65536) + Math.floor(other / 65536)) | 0
}

export class XxHash64 extends StripedSum {
  /** Four sums, each its upper and lower half. */
  private readonly sums = new Int32Array(8)

  constructor() {
    super(STRIPE)
    const starts = [(PRIME_1_WHOLE + PRIME_2_WHOLE) & MASK, PRIME_2_WHOLE, 0n, -PRIME_1_WHOLE & MASK]
    for (const [index, start] of starts.entries()) {
      this.sums[2 * index] = Number(start >> 32n)
      this.sums[2 * index + 1] = Number(start & 0xffff_ffffn)
    }
  }

  /** Of all that came so far. */
  digest(): bigint {
    let hash = this.length >= STRIPE ? this.merged() : PRIME_5
    hash = (hash + BigInt(this.length)) & MASK
    const view = new DataView(this.rest.buffer)
    let at = 0
    for (; at + 8 <= this.filled; at += 8) {
      hash = (turned(hash ^ lane(0n, view.getBigUint64(at, true)), 27n) * PRIME_1_WHOLE + PRIME_4) & MASK
    }
    if (at + 4 <= this.filled) {
      const input = (BigInt(view.getUint32(at, true)) * PRIME_1_WHOLE) & MASK
      hash = (turned(hash ^ input, 23n) * PRIME_2_WHOLE + PRIME_3) & MASK
      at += 4
    }
    for (; at < this.filled; at += 1) {
      hash = (turned(hash ^ ((BigInt(this.rest[at] as number) * PRIME_5) & MASK), 11n) * PRIME_1_WHOLE) & MASK
    }
    hash = ((hash ^ (hash >> 33n)) * PRIME_2_WHOLE) & MASK
    hash = ((hash ^ (hash >> 29n)) * PRIME_3) & MASK
    return hash ^ (hash >> 32n)
  }

  private merged(): bigint {
    const sums = [0, 1, 2, 3].map(
      (index) =>
        (BigInt((this.sums[2 * index] as number) >>> 0) << 32n) | BigInt((this.sums[2 * index + 1] as number) >>> 0),
    )
    const bits = [1n, 7n, 12n, 18n]
    const all = sums.reduce((hash, sum, index) => (hash + turned(sum, bits[index] as bigint)) & MASK, 0n)
    return sums.reduce((hash, sum) => ((hash ^ lane(0n, sum)) * PRIME_1_WHOLE + PRIME_4) & MASK, all)
  }

  protected stripes(bytes: Uint8Array, from: number, end: number): void {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
    const { sums } = this
    for (let at = from; at < end; at += STRIPE) {
      for (let index = 0; index < 8; index += 2) {
        const low = view.getInt32(at + index * 4, true)
        const high = view.getInt32(at + index * 4 + 4, true)
        // sum + input × prime 2
        const productLow = Math.imul(low, PRIME_2[1])
        const productHigh = (upper(low, PRIME_2[1]) + Math.imul(high, PRIME_2[1]) + Math.imul(low, PRIME_2[0])) | 0
        const sumLow = ((sums[index + 1] as number) + productLow) | 0
        const carry = sumLow >>> 0 < productLow >>> 0 ? 1 : 0
        const sumHigh = ((sums[index] as number) + productHigh + carry) | 0
        // turned left by 31, × prime 1
        const turnedLow = (sumLow << 31) | (sumHigh >>> 1)
        const turnedHigh = (sumHigh << 31) | (sumLow >>> 1)
        sums[index + 1] = Math.imul(turnedLow, PRIME_1[1])
        sums[index] =
          upper(turnedLow, PRIME_1[1]) + Math.imul(turnedHigh, PRIME_1[1]) + Math.imul(turnedLow, PRIME_1[0])
      }
    }
  }
}
