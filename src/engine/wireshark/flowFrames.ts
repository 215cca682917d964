/** A flow's frames as a capture of their own, for Wireshark's dissectors: they are given one flow, never the file. */
import { type FlowFrames, WIRESHARK_BYTES_MOST, WIRESHARK_FRAMES_MOST } from '../../contracts/wireshark'
import { joinChunks } from '../../pcapng/chunks'
import { PcapngWriter } from '../../pcapng/writer'
import type { Core } from '../core'
import { IcmpErrors } from '../icmpErrors'
import { fragmentsOf } from '../packets/fragments'
import { READS_OF_PACKETS } from '../packets/packetFacts'
import { Pages } from '../packets/pages'
import { type RecordBytes, readRecord } from '../segment/readRecord'
import { SegmentRecord } from '../segmentRecord'
import type { Source } from '../source/source'

/** ICMP errors about the flow that go along: they say why it is stuck, and a flood of them says nothing new. */
const ERRORS_MOST = 50
/** Of a flow that has more: its beginning says what it speaks, so that the rest can be read at all. */
const FIRST_SEGMENTS = 200

interface Limits {
  readonly frames: number
  readonly bytes: number
}
const LIMITS: Limits = { frames: WIRESHARK_FRAMES_MOST, bytes: WIRESHARK_BYTES_MOST }

/**
 * Reads the frames of the segment, of ICMP errors about the flow, of the flow's beginning, and of what lies around the
 * segment, as far as the limits go.
 * Frames that a ring has given up are left out.
 *
 * @returns null where the segment is not the flow's.
 * @throws with a sentence where the segment's own frame can't be read any more.
 */
export function flowFrames(
  core: Core,
  source: Source,
  { flow, segment }: { readonly flow: number; readonly segment: number },
  limits = LIMITS,
): FlowFrames | null {
  const segments = segmentsOf(core, flow)
  const position = segments.indexOf(segment)
  if (position < 0) return null
  const frames = new Frames(core, source, limits)
  frames.add(segment)
  const errors = new IcmpErrors(core).of(flow)
  let isPart = errors.length > ERRORS_MOST
  for (const error of errors.slice(0, ERRORS_MOST)) if (!frames.take([error])) isPart = true
  for (const place of nearestFirst(segments.length, position)) {
    if (frames.add(segments[place] as number)) continue
    isPart = true
    break
  }
  return { ...frames.written(), segments: segments.length, isPart }
}

/** Places of a flow's segments: its beginning, then away from `position` on both sides. */
function* nearestFirst(count: number, position: number): Generator<number> {
  const first = Math.min(count, FIRST_SEGMENTS)
  for (let place = 0; place < first; place++) yield place
  for (let away = 1; position - away >= first || position + away < count; away++) {
    if (position - away >= first) yield position - away
    if (position + away >= first && position + away < count) yield position + away
  }
}

/** A flow's segments, ascending. */
function segmentsOf(core: Core, flow: number): Uint32Array {
  const known = core.flowSegments(flow)
  // A copy: the view is gone with the next call of the core.
  if (known !== null) return known.slice()
  const found: number[] = []
  const record = new SegmentRecord(core)
  const limit = core.segmentLimit()
  for (let index = 0; index < limit; index++) if (record.at(index).flow === flow) found.push(index)
  return Uint32Array.from(found)
}

interface FramePlace {
  readonly frame: number
  /** Of its record in the source. */
  readonly offset: number
}

/** Frames by their numbers, until the limits are reached. */
class Frames {
  private readonly byNumber = new Map<number, RecordBytes>()
  private readonly pages: Pages
  private readonly record: SegmentRecord
  private bytes = 0

  constructor(
    private readonly core: Core,
    source: Source,
    private readonly limits: Limits,
  ) {
    this.pages = new Pages(source)
    this.record = new SegmentRecord(core)
  }

  /** Takes in the frame of a segment, or all its fragments. @returns false where they find no room any more. */
  add(segment: number): boolean {
    const { frame, offset } = this.record.at(segment)
    return this.take([...fragmentsOf(this.core, segment), { frame, offset }])
  }

  /** Takes in frames by where they are. @returns false where they find no room any more. */
  take(pieces: readonly FramePlace[]): boolean {
    const isFirst = this.byNumber.size === 0
    for (const piece of pieces) {
      if (this.byNumber.has(piece.frame) || (!isFirst && this.pages.gone(piece.offset) !== null)) continue
      if (this.byNumber.size >= this.limits.frames) return false
      const read = readRecord(this.core, this.pages, piece.offset, READS_OF_PACKETS)
      this.bytes += read.bytes.length
      if (!isFirst && this.bytes > this.limits.bytes) return false
      this.byNumber.set(piece.frame, read)
    }
    return true
  }

  /** All of them in the order of the capture, as pcapng. */
  written(): Pick<FlowFrames, 'capture' | 'frames'> {
    const frames = Uint32Array.from(this.byNumber.keys()).sort()
    const writer = new PcapngWriter()
    const blocks = [writer.section({ application: 'Lastack' })]
    const interfaces = new Map<number, number>()
    for (const frame of frames) {
      const { linkType, ...packet } = this.byNumber.get(frame) as RecordBytes
      let place = interfaces.get(linkType)
      if (place === undefined) {
        place = interfaces.size
        interfaces.set(linkType, place)
        blocks.push(writer.interface({ linkType }))
      }
      blocks.push(writer.packet(packet, place))
    }
    return { capture: joinChunks(blocks), frames }
  }
}
