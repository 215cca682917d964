/** Fragments of the IP datagrams that segments came in: where they are, and the datagram put together again. */
import {
  FRAGMENT_DATA,
  FRAGMENT_FRAME,
  FRAGMENT_LENGTH,
  FRAGMENT_MORE,
  FRAGMENT_NESTED,
  FRAGMENT_OFFSET,
  FRAGMENT_PLACE,
  FRAGMENT_PROTOCOL,
  FRAGMENT_SEGMENT,
} from '../../contracts/abi'
import { type FrameNumber, frameNumber } from '../../contracts/units'
import type { Core } from '../core'
import { type Bytes, readRecord } from '../segment/readRecord'
import type { SegmentRecord } from '../segmentRecord'

const PLACE_UNIT = 8

export interface Fragment {
  readonly frame: FrameNumber
  /** Of its frame's record in the file. */
  readonly offset: number
  /** Bytes from the datagram's start. */
  readonly from: number
  readonly length: number
  readonly hasMore: boolean
  /** The protocol that its header names. */
  readonly protocol: number
  /** Where its bytes begin in the frame; null: in another datagram, which came in fragments itself. */
  readonly dataAt: number | null
}

const segmentOf = (core: Core, fragment: number): number =>
  core.views.u32[(core.fragmentPointer(fragment) + FRAGMENT_SEGMENT) >>> 2] as number

function readFragment(core: Core, fragment: number): Fragment {
  const at = core.fragmentPointer(fragment)
  const { u8, u16, u32 } = core.views
  const place = u16[(at + FRAGMENT_PLACE) >>> 1] as number
  const data = (u32[(at + FRAGMENT_DATA) >>> 2] as number) & FRAGMENT_NESTED
  return {
    frame: frameNumber(u32[(at + FRAGMENT_FRAME) >>> 2] as number),
    offset: core.u64(at + FRAGMENT_OFFSET),
    from: (place & (FRAGMENT_MORE - 1)) * PLACE_UNIT,
    length: u16[(at + FRAGMENT_LENGTH) >>> 1] as number,
    hasMore: (place & FRAGMENT_MORE) !== 0,
    protocol: u8[at + FRAGMENT_PROTOCOL] as number,
    dataAt: data === FRAGMENT_NESTED ? null : data,
  }
}

/** The first fragment of a segment or a later one. */
function firstFrom(core: Core, segment: number): number {
  let low = 0
  let high = core.fragmentCount()
  while (low < high) {
    const middle = (low + high) >>> 1
    if (segmentOf(core, middle) < segment) low = middle + 1
    else high = middle
  }
  return low
}

/** The fragments that a segment came in, in the order in which they came; empty: it came in one piece. */
export function fragmentsOf(core: Core, segment: number): readonly Fragment[] {
  const count = core.fragmentCount()
  if (count === 0) return []
  const fragments: Fragment[] = []
  for (let at = firstFrom(core, segment); at < count && segmentOf(core, at) === segment; at++)
    fragments.push(readFragment(core, at))
  return fragments
}

/** Calls `visit` for every fragment of every segment. */
export function eachFragment(core: Core, visit: (segment: number, frame: number) => void): void {
  const count = core.fragmentCount()
  for (let at = 0; at < count; at++) {
    visit(segmentOf(core, at), core.views.u32[(core.fragmentPointer(at) + FRAGMENT_FRAME) >>> 2] as number)
  }
}

/** Where the record with a segment's TCP header is: where its datagram begins. */
export function headerOffset(core: Core, segment: SegmentRecord): number {
  return fragmentsOf(core, segment.index).find(({ from }) => from === 0)?.offset ?? segment.offset
}

/**
 * Puts a datagram together again; of bytes that came twice the first ones count, as when it was read.
 *
 * @returns null where the fragments don't lie in the file as they are.
 * @throws with a sentence where a frame can't be read any more.
 */
export function readDatagram(core: Core, source: Bytes, fragments: readonly Fragment[]): Uint8Array | null {
  // Of two different ends the first one counts.
  const last = fragments.find(({ hasMore }) => !hasMore)
  const total = last === undefined ? 0 : last.from + last.length
  const datagram = new Uint8Array(total)
  const isPlaced = new Uint8Array(total)
  for (const { dataAt, from, length, offset } of fragments) {
    if (dataAt === null) return null
    const { bytes } = readRecord(core, source, offset)
    for (let index = 0; index < length && from + index < total; index++) {
      if (isPlaced[from + index] === 1) continue
      datagram[from + index] = bytes[dataAt + index] ?? 0
      isPlaced[from + index] = 1
    }
  }
  return total === 0 || isPlaced.includes(0) ? null : datagram
}
