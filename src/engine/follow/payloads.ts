/** Reads the payloads of segments back from the capture. */
import type { Core } from '../core'
import type { FlowRows } from '../ladder/flowRows'
import { otherSide, senderOf } from '../ladder/flowRows'
import { fragmentsOf, readDatagram } from '../packets/fragments'
import { findTcp, READS_OF_PACKETS } from '../packets/packetFacts'
import { Pages } from '../packets/pages'
import { readRecord } from '../segment/readRecord'
import { SegmentRecord } from '../segmentRecord'
import type { Source } from '../source/source'

const NOTHING = new Uint8Array(0)
/** Payloads kept: chunks that lie side by side share segments, and conflicts are looked for in them again. */
const KEPT = 64

export class Payloads {
  private readonly pages: Pages
  private readonly record: SegmentRecord
  private readonly kept = new Map<number, Uint8Array>()

  constructor(
    private readonly core: Core,
    source: Source,
  ) {
    this.pages = new Pages(source)
    this.record = new SegmentRecord(core)
  }

  /**
   * A segment's payload as far as it was captured; valid as long as it is held.
   *
   * @param position of the segment in `rows`.
   */
  of(rows: FlowRows, position: number): Uint8Array {
    const segment = rows.segment[position] ?? 0
    const known = this.kept.get(segment)
    if (known !== undefined) return known
    const payload = this.read(rows, position, segment)
    const [oldest] = this.kept.keys()
    if (this.kept.size >= KEPT && oldest !== undefined) this.kept.delete(oldest)
    this.kept.set(segment, payload)
    return payload
  }

  private read(rows: FlowRows, position: number, segment: number): Uint8Array {
    const side = senderOf(rows, position)
    const { seq, ack, flags, windowField: window, offset } = this.record.at(segment)
    const ports = { source: rows.offers[side].port, destination: rows.offers[otherSide(side)].port }
    const packet = this.packet(segment, offset)
    const header = packet === null ? null : findTcp(packet, { ...ports, seq, ack, flags, window })
    if (packet === null || header === null) return NOTHING
    const start = header.at + header.length
    return packet.subarray(start, start + (rows.length[position] ?? 0))
  }

  /** The frame, or the datagram that came in fragments; null: it can't be had any more. */
  private packet(segment: number, offset: number): Uint8Array | null {
    try {
      const fragments = fragmentsOf(this.core, segment)
      if (fragments.length > 0) return readDatagram(this.core, this.pages, fragments)
      return readRecord(this.core, this.pages, offset, READS_OF_PACKETS).bytes
    } catch {
      // The file changed, or a ring gave its oldest part up: the bytes are missing, and shown as such.
      return null
    }
  }
}
