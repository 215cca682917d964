/** What the program knows of a segment beyond its bytes, in brackets as Wireshark has it. */

import { type AnalysisName, analysisNames } from '../../../contracts/names'
import type { FieldNode } from '../../../contracts/segment'
import { countWords, durationWords } from '../../words'
import type { FrameBytes } from '../frameBytes'
import type { SegmentFacts } from '../segmentFacts'

const MEANINGS: Readonly<Record<AnalysisName, string>> = {
  retransmission: 'This was sent before.',
  fast_retransmission: 'Sent again because of duplicate ACKs, before the timer ran out.',
  spurious_retransmission: 'Sent again though it had been acknowledged.',
  out_of_order: 'Later data came first.',
  lost_segment: 'A segment before this one was not captured.',
  ack_lost_segment: 'Acknowledges a segment that was not captured.',
  duplicate_ack: 'Repeats the ACK before: something is missing at its sender.',
  zero_window: 'The sender of this segment has no room for data.',
  zero_window_probe: "Asks whether the peer's window is open again.",
  zero_window_probe_ack: 'Answers a probe: the window is still shut.',
  window_full: "Fills the peer's window: nothing more may be sent until it opens.",
  window_update: 'Says only that its sender has more room.',
  keep_alive: 'Asks whether the peer is still there.',
  keep_alive_ack: 'The peer is still there.',
  reused_ports: 'These ports were used by an earlier connection.',
}

/** What no byte of the segment says itself: flags, round trip, bytes in flight, why it is dropped or what it challenges. */
export function analysisNodes(frame: FrameBytes, at: number, facts: SegmentFacts): FieldNode[] {
  return [...flagNodes(frame, at, facts.analysis), ...droppedNodes(frame, at, facts), ...flightNodes(frame, at, facts)]
}

/** One node with a child a flag, or none. */
function flagNodes(frame: FrameBytes, at: number, analysis: number): FieldNode[] {
  const names = analysisNames(analysis)
  if (names.length === 0) return []
  const children = names.map((name) =>
    frame.node(`tcp.analysis.${name}`, `[${name.replaceAll('_', ' ')}]`, '', at, 0, MEANINGS[name]),
  )
  return [frame.node('tcp.analysis.flags', '[Analysis]', names.join(', ').replaceAll('_', ' '), at, 0, '', children)]
}

function droppedNodes(frame: FrameBytes, at: number, { isTooOld, challenge }: SegmentFacts): FieldNode[] {
  const nodes: FieldNode[] = []
  if (isTooOld) {
    const meaning = 'Older than the last timestamp that the receiver took: it drops this segment (PAWS, RFC 7323 §5).'
    nodes.push(frame.node('', '[Dropped]', 'timestamp too old', at, 0, meaning))
  }
  if (challenge !== null) {
    const meaning = `Answers frame ${challenge.frame}, which its sender did not take (RFC 5961, RFC 7323 §5).`
    nodes.push(frame.node('', '[Answer]', challenge.words, at, 0, meaning))
  }
  return nodes
}

function flightNodes(frame: FrameBytes, at: number, { conversation }: SegmentFacts): FieldNode[] {
  const { inFlight, pushedBytes, echo } = conversation
  const nodes: FieldNode[] = []
  if (echo !== null) {
    const meaning = `Since frame ${echo.frame}, whose timestamp this segment echoes (RFC 7323 §4).`
    nodes.push(frame.node('', '[Round trip by timestamps]', durationWords(echo.rttNs), at, 0, meaning))
  }
  if (inFlight !== null) {
    const meaning = 'Sent and not acknowledged once this segment is on its way.'
    nodes.push(
      frame.node('tcp.analysis.bytes_in_flight', '[Bytes in flight]', countWords(inFlight), at, 0, meaning),
      frame.node('tcp.analysis.push_bytes_sent', '[Bytes since last PSH]', countWords(pushedBytes ?? 0), at, 0),
    )
  }
  return nodes
}
