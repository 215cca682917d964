/** Sequence and acknowledgment number, window: as on the wire and as people read them. */
import { Flag } from '../../../contracts/abi'
import type { FieldNode } from '../../../contracts/segment'
import { byteWords, countWords, durationWords } from '../../words'
import type { FrameBytes } from '../frameBytes'
import type { AckedSegment, SegmentFacts } from '../segmentFacts'

const SEQUENCE = 4
const ACKNOWLEDGMENT = 8
const WINDOW = 14

export function sequenceNode(frame: FrameBytes, at: number, facts: SegmentFacts | null, takes: number): FieldNode {
  const raw = frame.u32(at + SEQUENCE)
  if (facts === null) return frame.node('tcp.seq_raw', 'Sequence number', raw, at + SEQUENCE, 4)
  const next = facts.relativeSeq + takes
  const meaning =
    takes === 0 ? 'Takes no sequence number.' : `The next segment of its sender begins at ${countWords(next)}.`
  return frame.node('tcp.seq', 'Sequence number', countWords(facts.relativeSeq), at + SEQUENCE, 4, meaning, [
    frame.node('tcp.seq_raw', 'On the wire', raw, at + SEQUENCE, 4),
    frame.node('tcp.nxtseq', '[Next sequence number]', countWords(next), at, 0),
  ])
}

export function acknowledgmentNode(
  frame: FrameBytes,
  at: number,
  flags: number,
  facts: SegmentFacts | null,
): FieldNode {
  const raw = frame.u32(at + ACKNOWLEDGMENT)
  const name = 'Acknowledgment number'
  if ((flags & Flag.ACK) === 0) {
    const meaning =
      raw === 0 ? 'Means nothing without the ACK flag.' : 'Means nothing without the ACK flag, though not zero.'
    return frame.node('tcp.ack', name, countWords(raw), at + ACKNOWLEDGMENT, 4, meaning, [
      frame.node('tcp.ack_raw', 'On the wire', raw, at + ACKNOWLEDGMENT, 4),
    ])
  }
  if (facts === null) return frame.node('tcp.ack_raw', name, raw, at + ACKNOWLEDGMENT, 4)
  const value = countWords(facts.relativeAck)
  const children = [frame.node('tcp.ack_raw', 'On the wire', raw, at + ACKNOWLEDGMENT, 4)]
  const { acked } = facts
  if (acked === null) {
    return frame.node('tcp.ack', name, value, at + ACKNOWLEDGMENT, 4, `Next byte expected: ${value}.`, children)
  }
  const meaning = `Next expected: ${value}. Answers frame ${acked.frame}, ${durationWords(acked.rttNs)} later.`
  return frame.node('tcp.ack', name, ackSum(facts.relativeAck, acked), at + ACKNOWLEDGMENT, 4, meaning, children)
}

/** `414 = 413 + 1 (FIN)`: where the acknowledgment number comes from; only the number where the sum doesn't fit. */
function ackSum(ack: number, acked: AckedSegment): string {
  const end = acked.relativeSeq + acked.length + (acked.hasSyn ? 1 : 0) + (acked.hasFin ? 1 : 0)
  if (end !== ack) return countWords(ack)
  const parts = [countWords(acked.relativeSeq)]
  if (acked.hasSyn) parts.push('1 (SYN)')
  if (acked.length > 0) parts.push(byteWords(acked.length))
  if (acked.hasFin) parts.push('1 (FIN)')
  return `${countWords(ack)} = ${parts.join(' + ')}`
}

export function windowNode(frame: FrameBytes, at: number, flags: number, facts: SegmentFacts | null): FieldNode {
  const field = frame.u16(at + WINDOW)
  const plain = countWords(field)
  const isSyn = (flags & Flag.SYN) !== 0
  const factor = isSyn ? 1 : (facts?.windowFactor ?? null)
  const value = factor === null || factor === 1 ? plain : `${countWords(field * factor)} (${plain} × ${factor})`
  const meaning =
    field === 0 && (flags & Flag.RST) === 0
      ? 'The receiver has no room: its peer must wait.'
      : isSyn
        ? 'Bytes the sender can take now; never scaled in a SYN.'
        : factor === null
          ? 'Not scaled here: the SYN with the scale was not captured.'
          : 'Bytes the sender of this segment can take now.'
  const child = frame.node('tcp.window_size_value', 'On the wire', field, at + WINDOW, 2)
  return frame.node('tcp.window_size', 'Window', value, at + WINDOW, 2, meaning, [child])
}
