/** XXH32 with seed 0, over bytes that come in pieces. Source: the xxHash specification 0.1.1, "XXH32 algorithm". */

import { StripedSum } from './stripedSum'

const PRIME_1 = 0x9e3779b1
const PRIME_2 = 0x85ebca77
const PRIME_3 = 0xc2b2ae3d
const PRIME_4 = 0x27d4eb2f
const PRIME_5 = 0x165667b1
const STRIPE = 16

const turned = (value: number, bits: number): number => (value << bits) | (value >>> (32 - bits))
const rounded = (sum: number, lane: number): number =>
  Math.imul(turned((sum + Math.imul(lane, PRIME_2)) | 0, 13), PRIME_1)

export class XxHash32 extends StripedSum {
  private a = (PRIME_1 + PRIME_2) | 0
  private b = PRIME_2 | 0
  private c = 0
  private d = -PRIME_1 | 0

  constructor() {
    super(STRIPE)
  }

  /** Of all that came so far, as an unsigned number. */
  digest(): number {
    const { rest, filled } = this
    const view = new DataView(rest.buffer)
    const lanes = turned(this.a, 1) + turned(this.b, 7) + turned(this.c, 12) + turned(this.d, 18)
    let hash = ((this.length >= STRIPE ? lanes : PRIME_5) + this.length) | 0
    let at = 0
    for (; at + 4 <= filled; at += 4) {
      hash = Math.imul(turned((hash + Math.imul(view.getUint32(at, true), PRIME_3)) | 0, 17), PRIME_4)
    }
    for (; at < filled; at += 1) {
      hash = Math.imul(turned((hash + Math.imul(rest[at] as number, PRIME_5)) | 0, 11), PRIME_1)
    }
    hash = Math.imul(hash ^ (hash >>> 15), PRIME_2)
    hash = Math.imul(hash ^ (hash >>> 13), PRIME_3)
    return (hash ^ (hash >>> 16)) >>> 0
  }

  protected stripes(bytes: Uint8Array, from: number, end: number): void {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
    let { a, b, c, d } = this
    for (let at = from; at < end; at += STRIPE) {
      a = rounded(a, view.getUint32(at, true))
      b = rounded(b, view.getUint32(at + 4, true))
      c = rounded(c, view.getUint32(at + 8, true))
      d = rounded(d, view.getUint32(at + 12, true))
    }
    this.a = a
    this.b = b
    this.c = c
    this.d = d
  }
}
