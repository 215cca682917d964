/** Cuts the conversation into chunks: what a window asks for, and what a list of it counts. */
import { FOLLOW_CHUNK_BYTES, type FollowDirection } from '../../contracts/follow'
import { CLIENT, SERVER, type SideIndex } from '../ladder/flowRows'
import { PieceBit, type Pieces } from './assemble'
import { floats, type Numbers, words } from './columns'

/** Segments of a chunk at most: each is read for itself. */
const PIECES_AT_MOST = 256

export interface Chunks {
  readonly count: number
  /** Piece with the chunk's first byte, and bytes of that piece before it. */
  readonly piece: Numbers<Uint32Array>
  readonly skip: Numbers<Uint32Array>
  readonly length: Numbers<Float64Array>
  readonly turn: Numbers<Uint32Array>
  readonly turns: number
}

/** Chunks of both sides, or of one alone: consecutive bytes of one side, at most FOLLOW_CHUNK_BYTES; a gap is one. */
export function cutChunks(pieces: Pieces, direction: FollowDirection): Chunks {
  const only = direction === 'both' ? null : direction === 'client' ? CLIENT : SERVER
  const chunks = { piece: words(), skip: words(), length: floats(), turn: words() }
  let turn = -1
  let speaker: SideIndex | null = null
  /** Bits and end of the chunk that may go on, and its room. */
  let bits = -1
  let end = -1
  let room = 0
  let held = 0
  for (let piece = 0; piece < pieces.bits.length; piece++) {
    const now = pieces.bits.at(piece)
    const side: SideIndex = (now & PieceBit.SERVER) !== 0 ? SERVER : CLIENT
    if (only !== null && side !== only) continue
    if (side !== speaker) {
      turn += 1
      room = 0
    }
    speaker = side
    const offset = pieces.offset.at(piece)
    const length = pieces.length.at(piece)
    const isGap = (now & PieceBit.GAP) !== 0
    held += 1
    if (isGap || now !== bits || offset !== end || held > PIECES_AT_MOST) room = 0
    for (let done = 0; done < length; ) {
      if (isGap || room === 0) {
        chunks.piece.push(piece)
        chunks.skip.push(isGap ? 0 : done)
        chunks.length.push(0)
        chunks.turn.push(turn)
        room = FOLLOW_CHUNK_BYTES
        held = 1
      }
      const taken = isGap ? length : Math.min(room, length - done)
      const last = chunks.length.length - 1
      chunks.length.set(last, chunks.length.at(last) + taken)
      done += taken
      room = isGap ? 0 : room - taken
    }
    bits = now
    end = offset + length
  }
  return { count: chunks.piece.length, turns: turn + 1, ...chunks }
}

/** Bytes of its side's stream before a chunk. */
export const offsetOfChunk = (pieces: Pieces, chunks: Chunks, chunk: number): number =>
  pieces.offset.at(chunks.piece.at(chunk)) + chunks.skip.at(chunk)

/** Whether a chunk goes on where the one before it ended: the same side's bytes, in the same turn. */
export function goesOn(pieces: Pieces, chunks: Chunks, chunk: number): boolean {
  if (chunk <= 0 || chunk >= chunks.count) return false
  const before = chunk - 1
  return (
    pieces.bits.at(chunks.piece.at(chunk)) === pieces.bits.at(chunks.piece.at(before)) &&
    chunks.turn.at(chunk) === chunks.turn.at(before) &&
    offsetOfChunk(pieces, chunks, before) + chunks.length.at(before) === offsetOfChunk(pieces, chunks, chunk)
  )
}
