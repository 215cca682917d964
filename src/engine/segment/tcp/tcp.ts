/** TCP (RFC 9293 §3.1). */
import { FLAGS_MASK, Flag } from '../../../contracts/abi'
import type { FieldNode } from '../../../contracts/segment'
import { countWords } from '../../words'
import type { FrameBytes, Span } from '../frameBytes'
import { type Dissect, follow, stop, type Walk } from '../layer'
import type { SegmentFacts } from '../segmentFacts'
import { analysisNodes } from './analysis'
import { checksumNode } from './checksum'
import { flagsNode } from './flags'
import { acknowledgmentNode, sequenceNode, windowNode } from './numbers'
import { optionNodes } from './options'

const HEADER = 20
/** Up to here a cut header still says where it belongs. */
const UP_TO_WINDOW = 16
const OFFSET_AND_FLAGS = 12
const URGENT = 18

export const tcp: Dissect = (frame, span, walk) => {
  const { at, end } = span
  if (!frame.holds(at, UP_TO_WINDOW, end)) return stop(frame.broken('tcp', 'TCP', span, HEADER))
  const header = (frame.u8(at + OFFSET_AND_FLAGS) >> 4) * 4
  const flags = frame.u16(at + OFFSET_AND_FLAGS) & FLAGS_MASK
  const facts = factsFor(frame, at, walk)
  const isMalformed = header < HEADER || at + header > end
  const takes = isMalformed ? 0 : sequenceTaken(end - at - header, flags)
  const ports = `${frame.u16(at)} → ${frame.u16(at + 2)}`
  const children: FieldNode[] = [
    frame.node('tcp.srcport', 'Source port', frame.u16(at), at, 2),
    frame.node('tcp.dstport', 'Destination port', frame.u16(at + 2), at + 2, 2),
    sequenceNode(frame, at, facts, takes),
    acknowledgmentNode(frame, at, flags, facts),
    headerLengthNode(frame, span, header, isMalformed),
    flagsNode(frame, at + OFFSET_AND_FLAGS, flags),
    windowNode(frame, at, flags, facts),
  ]
  const isWhole = frame.holds(at, HEADER, end)
  if (isWhole) {
    children.push(checksumNode(frame, span, walk.network))
    const isUrgent = (flags & Flag.URG) !== 0
    const meaning = isUrgent
      ? 'Where urgent data ends, from the sequence number.'
      : 'Means nothing without the URG flag.'
    children.push(frame.node('tcp.urgent_pointer', 'Urgent pointer', frame.u16(at + URGENT), at + URGENT, 2, meaning))
  }
  if (!isMalformed && header > HEADER) children.push(optionsNode(frame, span, header, peerBase(flags, facts)))
  if (!isMalformed) children.push(frame.node('tcp.len', '[Payload length]', countWords(end - at - header), at, 0))
  if (facts !== null) children.push(...analysisNodes(frame, at, facts))
  const length = isMalformed ? Math.min(HEADER, end - at) : header
  const node = frame.node('tcp', 'TCP', ports, at, length, '', children)
  return { nodes: [node], next: isMalformed ? null : follow('payload', at + header, end) }
}

/** The facts belong to one TCP header of the frame; a tunnel may hold others. */
function factsFor(frame: FrameBytes, at: number, walk: Walk): SegmentFacts | null {
  const { facts } = walk
  const isMeant =
    facts !== null &&
    facts.sourcePort === frame.u16(at) &&
    facts.seq === frame.u32(at + 4) &&
    facts.ack === frame.u32(at + 8)
  return isMeant ? facts : null
}

const sequenceTaken = (payload: number, flags: number): number =>
  Math.max(0, payload) + ((flags & Flag.SYN) !== 0 ? 1 : 0) + ((flags & Flag.FIN) !== 0 ? 1 : 0)

function headerLengthNode(frame: FrameBytes, { at, end }: Span, header: number, isMalformed: boolean): FieldNode {
  const meaning = isMalformed
    ? `Malformed: a header has 20 bytes or more, and the segment has ${end - at}.`
    : `${header / 4} words of 4 bytes, ${header - HEADER} bytes of options.`
  return frame.node('tcp.hdr_len', 'Header length', `${header} bytes`, at + OFFSET_AND_FLAGS, 1, meaning)
}

/** What the peer's relative sequence numbers count from. */
const peerBase = (flags: number, facts: SegmentFacts | null): number =>
  facts === null || (flags & Flag.ACK) === 0 ? 0 : (facts.ack - facts.relativeAck) >>> 0

function optionsNode(frame: FrameBytes, { at }: Span, header: number, base: number): FieldNode {
  const from = at + HEADER
  const length = header - HEADER
  const captured = Math.max(from, Math.min(at + header, frame.captured))
  const nodes = optionNodes(frame, from, captured, base)
  const cut = at + header - captured
  const meaning = cut > 0 ? `The capture cut ${cut} of ${length} bytes.` : ''
  return frame.node('tcp.options', 'Options', `${length} bytes`, from, length, meaning, nodes)
}
