/** What a segment carries, and what nobody here reads. */

import { byteWords } from '../words'
import type { Dissect } from './layer'

/** The segment's payload; nothing follows it but padding. */
export const payload: Dissect = (frame, { at, end }) => {
  const length = Math.max(0, end - at)
  if (length === 0) return { nodes: [], next: null }
  const captured = Math.max(0, Math.min(end, frame.captured) - at)
  const meaning = captured < length ? `The capture holds ${byteWords(captured)} of it.` : ''
  return { nodes: [frame.node('tcp.payload', 'Payload', byteWords(length), at, captured, meaning)], next: null }
}
