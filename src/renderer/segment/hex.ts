/** Bytes as text, line by line. */

/** Width of a character of the hex view's face, JetBrains Mono at 11.5 px. */
const CHAR_WIDTH = 6.9
const OFFSET_CHARS = 4

/** 16 bytes a line where they fit into `width` pixels, else 8. */
export function bytesPerLine(width: number): 8 | 16 {
  const chars = OFFSET_CHARS + 2 + 16 * 3 + 1 + 1 + 16
  return width >= chars * CHAR_WIDTH + 2 * 12 ? 16 : 8
}

/** `00a0`; longer where the frame is. */
export function offsetText(offset: number): string {
  return offset.toString(16).padStart(OFFSET_CHARS, '0')
}

export function byteText(byte: number): string {
  return byte.toString(16).padStart(2, '0')
}

/** The byte as an ASCII letter; a dot for what isn't one. */
export function letterText(byte: number): string {
  return byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.'
}

/** Where a key leads from byte `current` of `total`; null: nowhere. */
export function byteTarget(key: string, current: number, total: number, perLine: number): number | null {
  if (total === 0) return null
  const move = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: perLine, ArrowUp: -perLine }[key]
  if (move !== undefined) {
    const target = Math.max(current, 0) + (current < 0 ? 0 : move)
    return target >= 0 && target < total ? target : null
  }
  return key === 'Home' ? 0 : key === 'End' ? total - 1 : null
}
