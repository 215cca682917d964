/** 64 characters, so that a line of filler shows where it stands in the stream. */
const FILLER = new TextEncoder().encode('abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ.\n')

/**
 * The payload of a segment: the text given, then filler that depends on the sequence number alone, so that a segment
 * sent again, or in other pieces, carries the same bytes.
 * @param relativeSeq of the first byte.
 */
export function payloadBytes(relativeSeq: number, length: number, given: Uint8Array): Uint8Array {
  const bytes = Uint8Array.from({ length }, (_, at) => FILLER[(relativeSeq + at) % FILLER.length] ?? 0)
  bytes.set(given.subarray(0, length))
  return bytes
}
