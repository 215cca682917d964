/** A followed flow as lines and bytes: what is saved, and what the command line prints. */
import type { FollowChunk, FollowData, FollowDirection, FollowFormat } from '../../contracts/follow'
import { said } from '../said/said'
import { pluralWords, sideWords } from '../words'
import type { Followed } from './followed'

/** A dump's lines of the server stand in from the left, as in Wireshark's. */
const SERVER_INDENT = '    '
const PER_LINE = 16
const OFFSET_DIGITS = 8

/** The whole conversation, or one side of it, piece by piece. */
export function* followedPieces(
  followed: Followed,
  direction: FollowDirection,
  format: FollowFormat,
): Generator<string | Uint8Array> {
  const { count } = followed.chunks(direction)
  for (let chunk = 0; chunk < count; chunk++) {
    const read = followed.read(direction, chunk)
    if (format === 'raw') {
      if (read.kind === 'data') yield* capturedBytes(read)
    } else if (format === 'hex') {
      yield* hexLines(read)
    } else {
      yield* textPieces(read, direction)
    }
  }
}

/** The bytes without those that weren't captured. */
function* capturedBytes({ bytes, missing }: FollowData): Generator<Uint8Array> {
  let from = 0
  for (const { at, length } of missing) {
    if (at > from) yield bytes.subarray(from, at)
    from = at + length
  }
  if (from < bytes.length) yield bytes.subarray(from)
}

function* textPieces(chunk: FollowChunk, direction: FollowDirection): Generator<string> {
  if (chunk.startsTurn && direction === 'both')
    yield `${chunk.chunk === 0 ? '' : '\n'}--- ${sideWords(chunk.from)} ---\n`
  if (chunk.kind === 'gap') {
    yield gapLine(chunk.length)
    return
  }
  const { bytes, missing } = chunk
  let from = 0
  for (const { at, length } of missing) {
    if (at > from) yield printableText(bytes.subarray(from, at))
    yield gapLine(length)
    from = at + length
  }
  yield printableText(bytes.subarray(from))
}

const gapWords = (length: number): string => said`[${pluralWords(length, 'byte')} not captured]`
const gapLine = (length: number): string => `\n${gapWords(length)}\n`

/** C0 and C1 controls but line ends and tabs, and characters that change the direction of what follows. */
const HARMFUL = /[^\P{Cc}\n\t]|[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffd]/gu

/** Bytes as text: UTF-8, with a dot for what can't be shown or would act on a terminal. */
export function printableText(bytes: Uint8Array): string {
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)
  return text.replace(/\r\n/g, '\n').replace(HARMFUL, '.')
}

function* hexLines(chunk: FollowChunk): Generator<string> {
  const indent = chunk.from === 'server' ? SERVER_INDENT : ''
  if (chunk.kind === 'gap') {
    yield `${indent}${gapWords(chunk.length)}\n`
    return
  }
  const isMissing = new Uint8Array(chunk.bytes.length)
  for (const { at, length } of chunk.missing) isMissing.fill(1, at, at + length)
  for (let at = 0; at < chunk.bytes.length; at += PER_LINE) yield `${indent}${hexLine(chunk, at, isMissing)}\n`
}

/** `00000010  48 54 54 50 2f 31 2e 31  20 32 30 30 20 4f 4b 0d  HTTP/1.1 200 OK.`; what is missing is `--`. */
function hexLine({ bytes, offset }: FollowData, from: number, isMissing: Uint8Array): string {
  let digits = ''
  let letters = ''
  for (let at = from; at < from + PER_LINE; at++) {
    const byte = bytes[at]
    const pair = byte === undefined ? '  ' : isMissing[at] === 1 ? '--' : byte.toString(16).padStart(2, '0')
    digits += `${at === from + PER_LINE / 2 ? ' ' : ''} ${pair}`
    if (byte !== undefined) letters += byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.'
  }
  return `${(offset + from).toString(16).padStart(OFFSET_DIGITS, '0')} ${digits}  ${letters}`
}
