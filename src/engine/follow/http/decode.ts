/** Takes content codings off: at most so many bytes come out, whatever went in. */
import { brotliDecompressSync, constants, gunzipSync, inflateRawSync, inflateSync } from 'node:zlib'
import { Decompress } from 'fzstd'
import { said } from '../../said/said'
import { TookTooLong, withinTime } from '../../withinTime'
import { byteWords } from '../../words'

export interface Decoded {
  readonly bytes: Uint8Array
  /** false: there is more than was wanted. */
  readonly isAll: boolean
  /** What kept it from being decoded; null: nothing. */
  readonly problem: string | null
}

/** Codings after another; nobody applies more. */
const CODINGS_AT_MOST = 4

/** @param codings the one applied last first. @param most bytes of the result. */
export function decodeContent(bytes: Uint8Array, codings: readonly string[], most: number): Decoded {
  if (codings.length > CODINGS_AT_MOST)
    return { bytes, isAll: true, problem: said`It is encoded ${codings.length} times over.` }
  let decoded: Decoded = { bytes, isAll: true, problem: null }
  for (const coding of codings) {
    const next = decodeOne(decoded.bytes, coding, most)
    decoded = { ...next, isAll: next.isAll && decoded.isAll }
    if (next.problem !== null) return decoded
  }
  return decoded
}

function decodeOne(bytes: Uint8Array, coding: string, most: number): Decoded {
  const decoder = Object.hasOwn(DECODERS, coding) ? DECODERS[coding] : undefined
  if (decoder === undefined)
    return { bytes, isAll: true, problem: said`${coding} is no coding that can be taken off here.` }
  try {
    return decoder(bytes, most)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return { bytes, isAll: true, problem: said`It can't be decoded as ${coding}: ${reason}.` }
  }
}

type Decoder = (bytes: Uint8Array, most: number) => Decoded

interface Limits {
  readonly maxOutputLength: number
  readonly finishFlush: number
}

/** Bytes that may come out at once: of what is larger, less is put in. */
const OUT_AT_MOST = 32 * 1024 * 1024

/** Less and less is put in until what comes out fits: the beginning of what is too large is shown. */
const bounded =
  (decompress: (bytes: Uint8Array, limits: Limits) => Uint8Array, finishFlush: number): Decoder =>
  (bytes, most) => {
    for (let length = bytes.length; ; length = Math.floor(length / 2)) {
      try {
        const out = decompress(bytes.subarray(0, length), { maxOutputLength: OUT_AT_MOST, finishFlush })
        const isAll = length === bytes.length && out.length <= most
        const problem = isAll || out.length > 0 ? null : said`It grows beyond ${byteWords(OUT_AT_MOST)}.`
        // A copy: what is left out goes.
        return { bytes: out.length > most ? out.slice(0, most) : out, isAll, problem }
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ERR_BUFFER_TOO_LARGE' || length < 2) throw error
      }
    }
  }

// What ends early is decoded as far as it goes.
const gzip = bounded(gunzipSync, constants.Z_SYNC_FLUSH)
const zlib = bounded(inflateSync, constants.Z_SYNC_FLUSH)
const rawDeflate = bounded(inflateRawSync, constants.Z_SYNC_FLUSH)
const brotli = bounded(brotliDecompressSync, constants.BROTLI_OPERATION_FLUSH)

/** RFC 9110 §8.4.1.2 means zlib's format; some send deflate's alone. */
const deflate: Decoder = (bytes, most) => {
  const isZlib = ((bytes[0] ?? 0) & 0xf) === 8 && (((bytes[0] ?? 0) << 8) | (bytes[1] ?? 0)) % 31 === 0
  return isZlib ? zlib(bytes, most) : rawDeflate(bytes, most)
}

const ENOUGH = new Error('enough')
/** Input is given in pieces, so that a bomb is noticed before it has grown. */
const ZSTD_PIECE = 16 * 1024
/** What BODY_AT_MOST bytes need a hundred times over. One made-up block of twenty bytes would keep fzstd busy for a minute. */
const ZSTD_MS = 2000

const zstd: Decoder = (bytes, most) => {
  if (windowOf(bytes) > ZSTD_WINDOW_AT_MOST) throw new Error(said`its window is larger than 8 MB`)
  const out: Uint8Array[] = []
  let size = 0
  const decompress = new Decompress((piece) => {
    out.push(piece.slice(0, most - size))
    size += piece.length
    if (size >= most) throw ENOUGH
  })
  let isAll = true
  const pushAll = () => {
    for (let at = 0; at < bytes.length; at += ZSTD_PIECE) decompress.push(bytes.subarray(at, at + ZSTD_PIECE))
  }
  try {
    withinTime(ZSTD_MS, pushAll)
  } catch (error) {
    if (error instanceof TookTooLong) throw new Error(said`it takes too long`)
    if (error !== ENOUGH) throw error
    isAll = false
  }
  return { bytes: Buffer.concat(out), isAll, problem: null }
}

/** RFC 9659: no sender of HTTP asks for more. */
const ZSTD_WINDOW_AT_MOST = 8 * 1024 * 1024
const ZSTD_MAGIC = [0x28, 0xb5, 0x2f, 0xfd]
const SINGLE_SEGMENT = 0x20

/** Bytes of the window that a frame asks for (RFC 8878 §3.1.1.1); 0 where it is no such frame. */
function windowOf(bytes: Uint8Array): number {
  if (ZSTD_MAGIC.some((byte, at) => bytes[at] !== byte)) return 0
  const descriptor = bytes[4] ?? 0
  if ((descriptor & SINGLE_SEGMENT) === 0) {
    const window = bytes[5] ?? 0
    const base = 2 ** (10 + (window >> 3))
    return base + (base / 8) * (window & 7)
  }
  const dictionaryBytes = [0, 1, 2, 4][descriptor & 3] ?? 0
  const sizeBytes = [1, 2, 4, 8][descriptor >> 6] ?? 1
  let size = 0
  for (let at = sizeBytes - 1; at >= 0; at--) size = size * 256 + (bytes[5 + dictionaryBytes + at] ?? 0)
  return size + (sizeBytes === 2 ? 256 : 0)
}

const DECODERS: Readonly<Record<string, Decoder | undefined>> = {
  gzip,
  'x-gzip': gzip,
  deflate,
  br: brotli,
  zstd,
}
