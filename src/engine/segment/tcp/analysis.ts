/** What Wireshark's analysis flags mean, in brackets since no byte says it. */
import type { FieldNode } from '../../../contracts/engine'
import { type AnalysisName, analysisNames } from '../../../contracts/names'
import type { FrameBytes } from '../frameBytes'

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

/** One node with a child a flag, or none. */
export function analysisNodes(frame: FrameBytes, at: number, analysis: number): FieldNode[] {
  const names = analysisNames(analysis)
  if (names.length === 0) return []
  const children = names.map((name) =>
    frame.node(`tcp.analysis.${name}`, `[${name.replaceAll('_', ' ')}]`, '', at, 0, MEANINGS[name]),
  )
  return [frame.node('tcp.analysis', '[Analysis]', names.join(', ').replaceAll('_', ' '), at, 0, '', children)]
}
