/** A followed flow as the command line prints it: as it is saved, or as JSON Lines for other programs. */
import { FOLLOW_FORMATS, type FollowChunk, type FollowDirection } from '../../contracts/follow'
import type { Followed } from './followed'
import { followedPieces } from './lines'

export const FOLLOW_PRINTS = [...FOLLOW_FORMATS, 'json'] as const
export type FollowPrint = (typeof FOLLOW_PRINTS)[number]

export function printedPieces(
  followed: Followed,
  flow: number,
  direction: FollowDirection,
  format: FollowPrint,
): Iterable<string | Uint8Array> {
  return format === 'json' ? jsonLines(followed, flow, direction) : followedPieces(followed, direction, format)
}

function* jsonLines(followed: Followed, flow: number, direction: FollowDirection): Generator<string> {
  const { count } = followed.chunks(direction)
  for (let chunk = 0; chunk < count; chunk++) yield `${JSON.stringify(jsonOf(flow, followed.read(direction, chunk)))}\n`
}

/** Fields are added, never renamed or dropped. */
function jsonOf(flow: number, chunk: FollowChunk): Record<string, unknown> {
  const { from, turn, offset, isUnacknowledged } = chunk
  const base = { flow, from, turn, offset, unacknowledged: isUnacknowledged }
  if (chunk.kind === 'gap') return { ...base, gap: chunk.length }
  return {
    ...base,
    length: chunk.bytes.length,
    frames: [...new Set(chunk.parts.map(({ frame }) => frame))],
    data: Buffer.from(chunk.bytes).toString('base64'),
    missing: chunk.missing,
    conflicts: chunk.conflicts.map(({ at, length, frame }) => ({ at, length, frame })),
  }
}
