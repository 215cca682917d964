/** How a capture is compressed, by its first bytes: its name doesn't matter. */
import { beginsWithFrame } from './frames'

/** `frames`: zstd or lz4; `none`: as far as we know. */
export type Compression = 'gzip' | 'frames' | 'none'

/** Bytes that tell. */
export const MAGIC_BYTES = 4

/** @param start a file's first bytes; fewer than MAGIC_BYTES where it has no more. */
export function compressionOf(start: Uint8Array): Compression {
  if (start[0] === 0x1f && start[1] === 0x8b) return 'gzip'
  return beginsWithFrame(start) ? 'frames' : 'none'
}
