/** Finds a frame in its record, for which the core knows the format. */
import {
  INSPECT_CAPTURED,
  INSPECT_DATA,
  INSPECT_LINK_TYPE,
  INSPECT_ORIGINAL,
  INSPECT_RECORD,
  INSPECT_TIME,
} from '../../contracts/abi'
import type { PlainFrame } from '../anonymise/anonymisedFrame'
import type { Core } from '../core'
import type { Chunked } from './chunked'

/** Nearly every record fits the first; none needs more than the second, as frames are bounded. */
const READS: readonly number[] = [4096, 512 * 1024]

export interface RecordAt extends PlainFrame {
  /** Nanoseconds since the epoch. */
  readonly time: bigint
  /** Bytes of the record. */
  readonly length: number
}

/**
 * The record at `offset`; null: no frame is there.
 *
 * @param place its offset as the core knows it, where that is another one.
 */
export function recordAt(core: Core, bytes: Chunked, offset: number, place = offset): RecordAt | null {
  for (const wanted of READS) {
    const part = bytes.at(offset, wanted)
    const pointer = core.input(part.length)
    if (pointer === 0) return null
    core.views.u8.set(part, pointer)
    const inspection = core.inspect(part.length, place)
    if (inspection === null) continue
    const word = (field: number): number => core.views.u32[(inspection + field) >>> 2] as number
    const [data, captured] = [word(INSPECT_DATA), word(INSPECT_CAPTURED)]
    return {
      bytes: bytes.at(offset + data, captured),
      linkType: word(INSPECT_LINK_TYPE),
      originalLength: word(INSPECT_ORIGINAL),
      time: core.time(inspection + INSPECT_TIME),
      length: word(INSPECT_RECORD),
    }
  }
  return null
}
