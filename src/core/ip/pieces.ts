/**
 * Where fragments lie in the file. Those of a datagram under way are kept in its slot; once it has turned out to hold a
 * segment, they move to one list for the whole capture. Layout: contracts/abi.ts, FRAGMENT_.
 *
 *     pieces of a slot:  number u32 | - | piece | piece | ...
 */
import {
  FRAGMENT_BYTES,
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
import { allocate } from '../memory'

/** 64 KiB in fragments of 576 bytes; what comes in more pieces keeps the first ones. */
const MAX_PIECES: u32 = 128
const HEAD: usize = 8
export const PIECES_BYTES: usize = HEAD + <usize>MAX_PIECES * FRAGMENT_BYTES
const PLACE_SHIFT: u32 = 3
const LENGTH_MAX: u32 = 0xffff

const BLOCK_SHIFT: u32 = 12
const BLOCK_PIECES: u32 = 1 << BLOCK_SHIFT
/** Four million fragments, 96 MiB; those of later datagrams are not kept. */
const MAX_BLOCKS: u32 = 1024
/** u32 each: pointer to a block. */
const blocks = memory.data(MAX_BLOCKS * 4, 4)
let count: u32 = 0

let recordOffset: u64 = 0
let frameNumber: u32 = 0
let frameAt: usize = 0
/** Pieces of the datagram that this frame made whole; 0: none. */
let whole: usize = 0

/** A frame's walk begins: its first byte is at `at`, its record at `offset` in the file. */
export function beginFrame(at: usize, offset: u64, frame: u32): void {
  frameAt = at
  recordOffset = offset
  frameNumber = frame
  whole = 0
}

export function emptyPieces(pieces: usize): void {
  store<u32>(pieces, 0)
}

function pieceAt(pieces: usize, piece: u32): usize {
  return pieces + HEAD + <usize>(piece * FRAGMENT_BYTES)
}

/** Room for another piece; 0: there are too many. */
function nextPiece(pieces: usize): usize {
  const filled = load<u32>(pieces)
  if (filled === MAX_PIECES) return 0
  store<u32>(pieces, filled + 1)
  return pieceAt(pieces, filled)
}

function fill(piece: usize, data: u32, protocol: u32, from: u32, bytes: u32, hasMore: bool): void {
  store<u32>(piece, data, FRAGMENT_DATA)
  store<u8>(piece, u8(protocol), FRAGMENT_PROTOCOL)
  store<u16>(piece, u16((from >> PLACE_SHIFT) | (hasMore ? FRAGMENT_MORE : 0)), FRAGMENT_PLACE)
  store<u16>(piece, u16(min(bytes, LENGTH_MAX)), FRAGMENT_LENGTH)
}

/** This frame's fragment, whose bytes are at `at`, is a piece: `bytes` of them, `from` bytes into the datagram. */
export function addPiece(pieces: usize, at: usize, protocol: u32, from: u32, bytes: u32, hasMore: bool): void {
  if (whole !== 0) {
    addNested(pieces, protocol, from, bytes, hasMore)
    return
  }
  const piece = nextPiece(pieces)
  if (piece === 0) return
  store<u64>(piece, recordOffset, FRAGMENT_OFFSET)
  store<u32>(piece, frameNumber, FRAGMENT_FRAME)
  fill(piece, u32(at - frameAt), protocol, from, bytes, hasMore)
}

/** The fragment itself came in fragments: each of their frames holds some of it. */
function addNested(pieces: usize, protocol: u32, from: u32, bytes: u32, hasMore: bool): void {
  const outer = load<u32>(whole)
  for (let index: u32 = 0; index < outer; index++) {
    const piece = nextPiece(pieces)
    if (piece === 0) return
    memory.copy(piece, pieceAt(whole, index), FRAGMENT_BYTES)
    fill(piece, FRAGMENT_NESTED, protocol, from, bytes, hasMore)
  }
}

/** This frame made the datagram of these pieces whole; they stay as they are until the frame's walk is over. */
export function completePieces(pieces: usize): void {
  whole = pieces
}

/** The frame holds this segment: if it came in fragments, they are kept. */
export function keepPieces(segment: u32): void {
  if (whole === 0) return
  const pieces = load<u32>(whole)
  for (let index: u32 = 0; index < pieces; index++) {
    const kept = nextKept()
    if (kept === 0) return
    memory.copy(kept, pieceAt(whole, index), FRAGMENT_BYTES)
    store<u32>(kept, segment, FRAGMENT_SEGMENT)
  }
}

/** Room in the capture's list; 0: there is none. */
function nextKept(): usize {
  const block = count >> BLOCK_SHIFT
  if (block === MAX_BLOCKS) return 0
  if ((count & (BLOCK_PIECES - 1)) === 0) {
    const fresh = allocate(BLOCK_PIECES * FRAGMENT_BYTES)
    if (fresh === 0) return 0
    store<u32>(blocks + ((<usize>block) << 2), u32(fresh))
  }
  return fragmentAt(count++)
}

export function fragmentCount(): u32 {
  return count
}

export function fragmentAt(fragment: u32): usize {
  const block = <usize>load<u32>(blocks + ((<usize>(fragment >> BLOCK_SHIFT)) << 2))
  return block + <usize>((fragment & (BLOCK_PIECES - 1)) * FRAGMENT_BYTES)
}
