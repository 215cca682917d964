/** Looks for bytes in both streams of a flow, a moment at a time. */
import type { FollowDirection, FollowHit, FollowHits } from '../../contracts/follow'
import { sideName } from '../ladder/flowRows'
import { said } from '../said/said'
import type { Followed } from './followed'

/** An answer takes about so long; who asks goes on where it ended. */
const MOMENT_MS = 30
const HITS_AT_MOST = 500
const UPPER_A = 0x41
const UPPER_Z = 0x5a
const TO_LOWER = 0x20

export interface Search {
  readonly direction: FollowDirection
  readonly needle: string
  readonly isHex: boolean
  /** Chunk to begin at. */
  readonly from: number
}

/** Hits may lie across chunks and segments, but not across what is missing. */
export function searchFollowed(followed: Followed, { direction, needle, isHex, from }: Search): FollowHits {
  const wanted = isHex ? hexBytes(needle) : lowered(new TextEncoder().encode(needle))
  if (wanted === null)
    return { hits: [], next: null, share: 1, problem: said`Write pairs of hexadecimal digits, as in 0d 0a.` }
  const { count } = followed.chunks(direction)
  const hits: FollowHit[] = []
  const until = performance.now() + MOMENT_MS
  let chunk = from
  while (chunk < count) {
    hits.push(...hitsIn(followed, direction, chunk, wanted, !isHex))
    chunk += 1
    if (hits.length >= HITS_AT_MOST || performance.now() > until) break
  }
  const isOver = chunk >= count
  return { hits, next: isOver ? null : chunk, share: isOver ? 1 : chunk / count, problem: null }
}

function hitsIn(
  followed: Followed,
  direction: FollowDirection,
  chunk: number,
  wanted: Uint8Array,
  isText: boolean,
): FollowHit[] {
  const place = followed.place(direction, chunk)
  if (followed.isGap(direction, chunk)) return []
  const { bytes, isThere } = followed.streams[place.side].read(place.offset, place.length + wanted.length - 1)
  const searched = Buffer.from(isText ? lowered(bytes) : bytes)
  const hits: FollowHit[] = []
  let at = searched.indexOf(wanted)
  while (at >= 0 && at < place.length) {
    const isWhole = !isThere.subarray(at, at + wanted.length).includes(0)
    const hit = { chunk, from: sideName(place.side), offset: place.offset + at, length: wanted.length }
    if (isWhole) hits.push(hit)
    at = searched.indexOf(wanted, isWhole ? at + wanted.length : at + 1)
  }
  return hits
}

/** ASCII letters in lower case; others are another matter in every language. */
function lowered(bytes: Uint8Array): Uint8Array {
  return bytes.map((byte) => (byte >= UPPER_A && byte <= UPPER_Z ? byte + TO_LOWER : byte))
}

/** `0d0a`, `0d 0a`, `0x0d0a`, `0d:0a`; null: it is something else. */
export function hexBytes(text: string): Uint8Array | null {
  const digits = text.replace(/^\s*0x/i, '').replace(/[\s:,-]/g, '')
  if (digits.length === 0 || digits.length % 2 === 1 || !/^[0-9a-f]+$/i.test(digits)) return null
  return Uint8Array.from(digits.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
}
