/** Checksums of the Internet (RFC 1071), mended by what changed below them (RFC 1624): right stays right, wrong as wrong. */

export interface Covered {
  /** Where the checksum stands in the frame. */
  readonly field: number
  /** What it covers, as far as it was captured. */
  readonly from: number
  readonly to: number
  /** All that it covers was captured. */
  readonly isWhole: boolean
  /** Sum of the pseudo-header with the addresses as they were, and as they are. */
  readonly before: number
  readonly after: number
  readonly hasPseudo: boolean
  /** 0: there is none (RFC 768). */
  readonly isOptional: boolean
}

const MODULUS = 0xffff

/** Sum of 16-bit words, not folded; an odd last byte is a word's upper half. */
export function sumOf(bytes: Uint8Array, from: number, to: number): number {
  let sum = 0
  for (let at = from; at + 1 < to; at += 2) sum += (bytes[at] as number) * 256 + (bytes[at + 1] as number)
  return ((to - from) & 1) === 1 && to > from ? sum + (bytes[to - 1] as number) * 256 : sum
}

/** Writes the checksum that fits `bytes` as well, or as badly, as the one before fitted `original`. */
export function mend(bytes: Uint8Array, original: Uint8Array, covered: Covered): void {
  const { field, before, after, hasPseudo, isOptional } = covered
  const old = (original[field] as number) * 256 + (original[field + 1] as number)
  const change = (after - before + changeOf(bytes, original, covered)) % MODULUS
  if (change === 0 || (isOptional && old === 0)) return
  // Network cards fill these in, after the capture saw the packet.
  const isZero = old === 0
  const isPartial = hasPseudo && old === folded(before)
  const isLeft = (isZero || isPartial) && !isRight(original, covered)
  if (isLeft && isZero) return
  const mended = isLeft ? folded(old + change + MODULUS) : ~folded((~old & 0xffff) + change + MODULUS) & 0xffff
  const written = isOptional && mended === 0 ? 0xffff : mended
  bytes[field] = written >>> 8
  bytes[field + 1] = written & 0xff
}

const isRight = (original: Uint8Array, { isWhole, from, to, before }: Covered): boolean =>
  isWhole && folded(sumOf(original, from, to) + before) === MODULUS

/** Sum after less sum before; the checksum itself hasn't changed yet. */
function changeOf(bytes: Uint8Array, original: Uint8Array, { from, to }: Covered): number {
  let change = 0
  for (let at = from; at < to; at += 1) {
    const difference = (bytes[at] as number) - (original[at] as number)
    if (difference !== 0) change += ((at - from) & 1) === 0 ? difference * 256 : difference
  }
  return change
}

/** One's complement sum in 16 bits: 0xffff stands for zero, unless nothing was summed. */
function folded(sum: number): number {
  const rest = sum % MODULUS
  return rest === 0 && sum !== 0 ? MODULUS : rest
}
