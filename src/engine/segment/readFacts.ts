/** Gathers what the engine knows of a segment: the dissectors show it beside the bytes. */
import { Flag } from '../../contracts/abi'
import { frameNumber } from '../../contracts/units'
import type { Core } from '../core'
import { FlowRecord } from '../flowRecord'
import { CHALLENGE_WORDS, challengeAt } from '../ladder/challenge'
import { hasFlag, positionOfSegment, senderOf } from '../ladder/flowRows'
import { readFlowRows } from '../ladder/readFlowRows'
import { fragmentsOf, readDatagram } from '../packets/fragments'
import { SegmentRecord } from '../segmentRecord'
import type { Source } from '../source/source'
import { readConversation } from './conversation'
import type { Bytes } from './readRecord'
import type { AckedSegment, ChallengeFacts, DatagramFacts, SegmentFacts } from './segmentFacts'

/** Null where the segment isn't one of a flow. */
export function readFacts(core: Core, source: Source, segment: number): SegmentFacts | null {
  const record = new SegmentRecord(core).at(segment)
  if (record.flow >= core.flowCount()) return null
  const rows = readFlowRows(core, record.flow)
  const position = positionOfSegment(rows, segment)
  if (position < 0) return null
  const flow = new FlowRecord(core).at(record.flow)
  const acked = positionOfSegment(rows, rows.acks[position] ?? 0)
  return {
    seq: record.seq,
    ack: record.ack,
    sourcePort: rows.offers[senderOf(rows, position)].port,
    relativeSeq: rows.seq[position] ?? 0,
    relativeAck: rows.ack[position] ?? 0,
    acked: acked < 0 ? null : ackedSegment(rows, acked, position),
    windowFactor: flow.isScaleKnown(record.sender) ? flow.windowFactor(record.sender) : null,
    analysis: record.analysis,
    isTooOld: record.isTooOld,
    challenge: challengeFacts(rows, position),
    conversation: readConversation(core, source, rows, position),
    datagram: readDatagramFacts(core, source, record.at(segment)),
  }
}

/**
 * The datagram that held a segment, where it came in fragments; null: it came in one piece.
 *
 * @throws with a sentence where a frame can't be read any more.
 */
export function readDatagramFacts(core: Core, source: Bytes, segment: SegmentRecord): DatagramFacts | null {
  const fragments = fragmentsOf(core, segment.index)
  if (fragments.length === 0) return null
  return {
    pieces: fragments.map(({ offset, ...piece }) => ({ ...piece, isHere: offset === segment.offset })),
    bytes: readDatagram(core, source, fragments),
    protocol: fragments.find(({ from }) => from === 0)?.protocol ?? 0,
  }
}

function challengeFacts(rows: ReturnType<typeof readFlowRows>, position: number): ChallengeFacts | null {
  const challenge = challengeAt(rows, position)
  if (challenge === null) return null
  return { frame: frameNumber(rows.frame[challenge.answers] ?? 0), words: CHALLENGE_WORDS[challenge.why]() }
}

function ackedSegment(rows: ReturnType<typeof readFlowRows>, acked: number, position: number): AckedSegment {
  return {
    frame: frameNumber(rows.frame[acked] ?? 0),
    relativeSeq: rows.seq[acked] ?? 0,
    length: rows.length[acked] ?? 0,
    hasSyn: hasFlag(rows, acked, Flag.SYN),
    hasFin: hasFlag(rows, acked, Flag.FIN),
    rttNs: (rows.time[position] ?? 0) - (rows.time[acked] ?? 0),
  }
}
