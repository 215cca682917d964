/** Where in its datagram a fragment begins, as both versions of IP count it. */
import type { FieldNode } from '../../../contracts/segment'
import { countWords } from '../../words'
import type { FrameBytes } from '../frameBytes'

/** Bytes (RFC 791 §3.1, RFC 8200 §4.5). */
export const FRAGMENT_UNIT = 8

export function fragmentOffsetNode(frame: FrameBytes, filter: string, at: number, units: number): FieldNode {
  const meaning = units === 0 ? '' : `Units of 8 bytes: it begins at byte ${countWords(units * FRAGMENT_UNIT)}.`
  return frame.node(filter, 'Fragment offset', units, at, 2, meaning)
}
