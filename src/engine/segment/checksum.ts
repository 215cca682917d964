/** The Internet checksum (RFC 1071). */

/** Ones' complement sum of 16-bit words, folded to 16 bits; an odd last byte is padded with zero. */
export function onesSum(bytes: Uint8Array, from: number, to: number, start = 0): number {
  let sum = start
  for (let at = from; at + 1 < to; at += 2) sum += ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0)
  if ((to - from) % 2 === 1 && to > from) sum += (bytes[to - 1] ?? 0) << 8
  return fold(sum)
}

/** Adds the carries in. */
export function fold(sum: number): number {
  let folded = sum
  while (folded > 0xffff) folded = (folded % 0x10000) + Math.floor(folded / 0x10000)
  return folded
}

export const complement = (sum: number): number => ~sum & 0xffff
