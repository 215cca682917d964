/** A pcapng packet block with comments added. Source: draft-ietf-opsawg-pcapng §3.5, §4.3. */
import { joinChunks } from '../../pcapng/chunks'
import { commentOptions, encodeOptions } from '../../pcapng/options'

/** Bytes of an Enhanced Packet Block, or of the obsolete Packet Block, before its frame. */
const HEADER_BYTES = 28
const CAPTURED_AT = 20
const END_OF_OPTIONS = 0

/**
 * @param block an Enhanced Packet Block or obsolete Packet Block, whole; its lengths were checked when it was read.
 * @returns the block with `comments` behind the options that it has.
 */
export function withComments(block: Uint8Array, comments: readonly string[], littleEndian: boolean): Uint8Array {
  const view = new DataView(block.buffer, block.byteOffset, block.length)
  const captured = view.getUint32(CAPTURED_AT, littleEndian)
  const options = HEADER_BYTES + Math.ceil(captured / 4) * 4
  const last = endOfOptions(view, options, block.length - 4, littleEndian)
  const added = encodeOptions(commentOptions(comments), littleEndian)
  const whole = joinChunks([block.subarray(0, last), added, new Uint8Array(4)])
  const length = new DataView(whole.buffer)
  length.setUint32(4, whole.length, littleEndian)
  length.setUint32(whole.length - 4, whole.length, littleEndian)
  return whole
}

/** Where further options may follow: before the end mark, or where the options stop making sense. */
function endOfOptions(view: DataView, from: number, end: number, littleEndian: boolean): number {
  let at = from
  while (at + 4 <= end) {
    const code = view.getUint16(at, littleEndian)
    const next = at + 4 + Math.ceil(view.getUint16(at + 2, littleEndian) / 4) * 4
    if (code === END_OF_OPTIONS || next > end) return at
    at = next
  }
  return Math.min(at, end)
}
