/** Ones' complement sum of big-endian words, carried on from `sum`; an odd last byte counts as the high half. */
function addWords(bytes: Uint8Array, sum: number): number {
  let total = sum
  for (let at = 0; at < bytes.length; at += 2) total += ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0)
  while (total > 0xffff) total = (total & 0xffff) + (total >>> 16)
  return total
}

/**
 * Internet checksum (RFC 1071) over parts as if joined; each part but the last has an even length.
 * @returns the 16-bit field; 0 where the parts already hold their correct checksum.
 */
export function internetChecksum(...parts: readonly Uint8Array[]): number {
  return ~parts.reduce((sum, part) => addWords(part, sum), 0) & 0xffff
}
