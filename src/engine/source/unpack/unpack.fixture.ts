/** A text as the programs of zstd and lz4 compress it; and frames made by hand, for what those programs don't make. */
import { joinChunks } from '../../../pcapng/chunks'
import { LZ4_MAGIC } from './lz4Frame'
import { XxHash32 } from './xxHash32'
import { ZSTD_MAGIC } from './zstdFrame'

const WORDS = ['frame', 'flow', 'segment', 'packet', 'endpoint']

/** 82,945 bytes: more than one block of lz4, and of runs and repetitions. */
export const TEXT = Array.from({ length: 9000 }, (_, index) => {
  const now = index % 1024 === 0 ? ` ${index}` : ''
  return `${WORDS[(index * index) % 5]} ${index % 17}${now}\n`
}).join('')

const decoded = (lines: readonly string[]): Uint8Array => new Uint8Array(Buffer.from(lines.join(''), 'base64'))

/** zstd -19: with a checksum, of one segment. */
export const ZSTD_19 = decoded([
  'KLUv/aQBRAEATQgAYkYSEaDtzGvpuIb/sMdeWskDP6dgbF60jBPt/tDlCzXbSjZoLyvv1XxL4N8U0YG//8kQ/P3/3xQyBOjAKt16ELkErvMxBVZX',
  'UztRBWOoIWYFrv8GgCgYwaPmEtBCYQJISiSQ+H/IJP/oAQatR+HHErcY/lgi1PLHEgsmX5aoaE9Z4u1cyhK1yrgs4SXpkINElebi0cAJnZ0gFnSX',
  '6ejPDx6Rezp73WCJOiR2qu8xRMT2KmqnfRXwJttzRHYamAGf+yN2wvAKotxQZ0uPg+/i3IHfDeCFXDKLrxAiaIfnRbobORrXod4KoK6IYie/Z5II',
  'DlUg+xN5uNPkKA+BbFdERGEoWoF8b5KpAhPyf/E=',
])

/** zstd -3 --no-check. */
export const ZSTD_3 = decoded([
  'KLUv/aABRAEAHQwAQgcVGJAnzQGAmOhtxdUc725f3USEGqWg7lTgAng2NXjWxiYe1ddD1qRSo2rRPSZr+mMSz0r9H3NWavoTr6b/PybxiJUq4hAU',
  'DIGjIDdRGBiESi0IgIMRgISoIWqF2n8D4YSGcNaZCY8dErACJRolR4KJ/5FISOImSEFJD8a8XFIRU1IPhyQUsIGTv3IlMjBYC0fMLdl+vETsQFKX',
  '9AE8AH25JT1OVcJL+BmiO8+3ZFUhvESk8gC9pTK4eSbN9hLM6RMkzTxWavTckoVevETeEnIuyTVJ/Pxjeoi41y3RyHjJ5lPExZ2ibDtUb13Wls9m',
  'hKQumXIb6XhM1RwNrcG00CCxEE9RQM0AHYrSxFMEKep1UpHT3QL2EvFA+B29pCX2ihoadsy+t8fiNOsoFC+40w2s4wBrOZ21kyqMg8jvPafOyFGb',
  'B5C3MzpD9FTgKLo3ojiEUNXJ52U7QNxB3p2/35Hqgkg72iFYi9fhBmj/IDyyu+DotwGObSaxSpPxCGKjTXqr',
])

/** lz4 -9 -BD -B4 -BX: blocks of 64 KiB that refer to one another, each with a checksum. */
export const LZ4_LINKED = decoded([
  'BCJNGFRArnkCAAD2DGZyYW1lIDAgMApmbG93IDEKZW5kcG9pbnQgMgsAEjMdACI0Ci4AEjUPABY2IQAWNwsAEjgdABM5LAAUMVkAB1oAFzFbABMx',
  'XAAUMV0AEzFeABcxXwAXMDAAAh4AEzIuAAWaAAUhABY1CwASNh0AEzcsAAWaAAZNAAhZAANaABQxWwAHmgAGJQAHXgATMV8AFDAwAASaAAc3AQUL',
  'ABI0HQATNSwABZoABzcBBQsAEzl4AAVZAAaaAAg3AQYMAANdACQxNTEABZoABzcBB9gBAR0AEzMtAAWaAAc3AQfYAQEdABM4LAAGmgAINwEI2AEC',
  'IAAEXAAHmgAINwEH2AEDdQICLwAFmgAHNwEH2AEDdQICLAAFmgAHNwEI2AEEdQIDiQAGmgAINwEI2AEEdQIDEQMPDwP/////////////////////',
  '///////////////////////XTyAxMDK5JP///////////////////////////////////////////////8YPDwMSTyAyMDS5JP//////////////',
  '/////////////////////////////////8YPDwMRTyAzMDe5JP///////////////////////////////////////////////8YPDwMSTyA0MDm5',
  'JP///////////////////////////////////////////////8YPDwMSXyA1MTIwuST/////////////////////////////////////////////',
  '///FDw8DEV8gNjE0NLkk/////////////////////////////////////////////9BQIDQKZmwzaE0MYwAAAA8PA///BF8gNzE2OLkk////////',
  '////////////////////////////////////////xQ8PAxJfIDgxOTKbHv//////////////////////////////////////DlBvdyA2CqFFFvUA',
  'AAAAtifU9Q==',
])

const words = (...values: readonly number[]): Uint8Array => {
  const view = new DataView(new ArrayBuffer(4 * values.length))
  for (const [index, value] of values.entries()) view.setUint32(4 * index, value, true)
  return new Uint8Array(view.buffer)
}

/** A frame that both formats step over. */
export const skippable = (bytes: Uint8Array): Uint8Array => joinChunks([words(0x184d2a5b, bytes.length), bytes])

/** A block of zstd: its type is 0 as it is, 1 a run; `size` unpacked. */
const zstdBlock = (isLast: boolean, type: number, size: number, data: Uint8Array): Uint8Array =>
  joinChunks([words((size << 3) | (type << 1) | (isLast ? 1 : 0)).subarray(0, 3), data])

/** `bytes` as they are, in a frame of zstd. @param window as its header names it: 0x70 is 16 MiB. */
export function zstdFrameOf(bytes: Uint8Array, window = 0x70): Uint8Array {
  const blocks: Uint8Array[] = [words(ZSTD_MAGIC), Uint8Array.of(0, window)]
  const most = 100_000
  for (let at = 0; at === 0 || at < bytes.length; at += most) {
    const part = bytes.subarray(at, at + most)
    blocks.push(zstdBlock(at + most >= bytes.length, 0, part.length, part))
  }
  return joinChunks(blocks)
}

/** A frame of zstd of `count` blocks of zeros, each of 128 KiB, 4 bytes in the file. */
export const bombOf = (count: number): Uint8Array =>
  joinChunks([
    words(ZSTD_MAGIC),
    Uint8Array.of(0, 0x70),
    ...Array.from({ length: count }, (_, index) => zstdBlock(index === count - 1, 1, 128 * 1024, Uint8Array.of(0))),
  ])

/** A frame of lz4 of one block of 64 KiB at most. @param flags beside those of its version. */
export function lz4FrameOf(block: Uint8Array, flags = 0): Uint8Array {
  const head = Uint8Array.of(0x60 | flags, 0x40)
  const sum = (new XxHash32().update(head).digest() >> 8) & 0xff
  return joinChunks([words(LZ4_MAGIC), head, Uint8Array.of(sum), words(block.length), block, words(0)])
}
