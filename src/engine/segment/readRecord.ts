/** Reads one frame's bytes back from the capture; the core says where in its record they are. */
import { INSPECT_CAPTURED, INSPECT_DATA, INSPECT_LINK_TYPE, INSPECT_ORIGINAL, INSPECT_TIME } from '../../contracts/abi'
import type { Core } from '../core'
import type { Source } from '../source/source'

/** Bytes read until the core finds a whole record in them: nearly every record fits the first. */
const READS: readonly number[] = [64 * 1024, 2 * 1024 * 1024, 64 * 1024 * 1024]

export interface RecordBytes {
  /** The frame as captured; a copy. */
  readonly bytes: Uint8Array
  readonly originalLength: number
  readonly linkType: number
  /** Nanoseconds since the epoch. */
  readonly time: bigint
}

/** What a record is read from. */
export type Bytes = Pick<Source, 'path' | 'size' | 'read' | 'gone'>

/**
 * @param offset of the record in the source.
 * @param reads how many bytes to try in turn; many small frames are read faster with a small first read.
 * @throws with a sentence where no record is there any more, or the source can't be read.
 */
export function readRecord(core: Core, source: Bytes, offset: number, reads = READS): RecordBytes {
  const gone = source.gone?.(offset) ?? null
  if (gone !== null) throw new Error(`the frame at offset ${offset} can't be shown any more: ${gone}`)
  const { start, length, inspection } = inspect(core, source, offset, reads)
  const value = (field: number): number => core.views.u32[(inspection + field) >>> 2] ?? 0
  const data = value(INSPECT_DATA)
  const captured = value(INSPECT_CAPTURED)
  const linkType = value(INSPECT_LINK_TYPE)
  const originalLength = value(INSPECT_ORIGINAL)
  const time = core.time(inspection + INSPECT_TIME)
  const isInStart = data + captured <= length
  const bytes = isInStart
    ? core.views.u8.slice(start + data, start + data + captured)
    : readBytes(source, offset + data, captured)
  if (bytes.length < captured) throw changed(source, offset)
  return { bytes, originalLength, linkType, time }
}

interface Inspected {
  /** Where in the core's memory the record's first bytes are, and how many. */
  readonly start: number
  readonly length: number
  /** Pointer to the INSPECT_ values. */
  readonly inspection: number
}

function inspect(core: Core, source: Bytes, offset: number, reads: readonly number[]): Inspected {
  for (const wanted of reads) {
    const rest = Math.max(0, Math.min(wanted, source.size - offset))
    const start = core.input(rest)
    if (start === 0) throw new Error(`no memory is left to read the frame at offset ${offset}`)
    const length = source.read(core.views.u8, start, rest, offset)
    const inspection = core.inspect(length, offset)
    if (inspection !== null) return { start, length, inspection }
    if (length < wanted) break
  }
  throw changed(source, offset)
}

function readBytes(source: Bytes, offset: number, length: number): Uint8Array {
  const target = new Uint8Array(Math.max(0, Math.min(length, source.size - offset)))
  return target.subarray(0, source.read(target, 0, target.length, offset))
}

const changed = (source: Bytes, offset: number): Error =>
  new Error(
    `${source.path}: no frame is at offset ${offset} any more; the file changed since it was read, open it again`,
  )
