/** What lies between two segments of a flow. */
import { Flag } from '../../contracts/abi'
import type { LadderDifference, MarkedSegment } from '../../contracts/ladder'
import { frameNumber } from '../../contracts/units'
import { type FlowRows, hasFlag, senderOf, sequenceEnd, sideName } from './flowRows'

/** Difference of the segments at two positions, in the order given. */
export function differenceOf(rows: FlowRows, first: number, second: number): LadderDifference {
  const isSameSender = senderOf(rows, first) === senderOf(rows, second)
  const bytes: [number, number] = [0, 0]
  const [low, high] = first <= second ? [first, second] : [second, first]
  for (let position = low + 1; position <= high; position++)
    bytes[senderOf(rows, position)] += rows.length[position] ?? 0
  return {
    first: marked(rows, first),
    second: marked(rows, second),
    timeNs: (rows.time[second] ?? 0) - (rows.time[first] ?? 0),
    segmentsBetween: Math.max(0, high - low - 1),
    bytes: { client: bytes[0], server: bytes[1] },
    seq: isSameSender ? (rows.seq[second] ?? 0) - (rows.seq[first] ?? 0) : null,
    ack: isSameSender ? (rows.ack[second] ?? 0) - (rows.ack[first] ?? 0) : null,
    acked: isSameSender || !hasFlag(rows, second, Flag.ACK) ? null : (rows.ack[second] ?? 0) - sequenceEnd(rows, first),
  }
}

export const marked = (rows: FlowRows, position: number): MarkedSegment => ({
  frame: frameNumber(rows.frame[position] ?? 0),
  from: sideName(senderOf(rows, position)),
  seq: rows.seq[position] ?? 0,
  ack: rows.ack[position] ?? 0,
  length: rows.length[position] ?? 0,
})
