/** The length that a section header of pcapng may claim for its section. */

/** u64, behind type, length, byte order and version. */
const LENGTH_AT = 16
const LENGTH_END = 24

/** The block with its section's length unknown: packets were left out, or grew by comments. */
export function withUnknownLength(header: Uint8Array): Uint8Array {
  const copy = header.slice()
  copy.fill(0xff, LENGTH_AT, LENGTH_END)
  return copy
}
