/** The packet of a segment, read back when its first field is asked for. */
import type { FieldNode } from '../../../contracts/segment'
import type { Core } from '../../core'
import { Pages } from '../../packets/pages'
import { dissectWhole } from '../../segment/dissect'
import { FrameBytes } from '../../segment/frameBytes'
import { readDatagramFacts } from '../../segment/readFacts'
import { type RecordBytes, readRecord } from '../../segment/readRecord'
import { SegmentRecord } from '../../segmentRecord'
import type { Source } from '../../source/source'
import { type PacketNode, PlainFrame } from './plainFrame'

/** Most records are shorter than the first: reading 64 KiB for each would cost ten times as long. */
const READS: readonly number[] = [2048, 64 * 1024, 2 * 1024 * 1024, 64 * 1024 * 1024]
const NOTHING: readonly PacketNode[] = []
const NO_BYTES = new Uint8Array(0)

export class PacketReading {
  private readonly pages: Pages | null
  private readonly segment: SegmentRecord
  private readSegment = -1
  private kept: RecordBytes | null = null
  private readonly plain = new PlainFrame()
  private isPlain = false
  private nodes: Map<string, FieldNode[]> | null = null
  private whole: Uint8Array | null = null

  constructor(
    private readonly core: Core,
    source: Source | null,
  ) {
    this.pages = source === null ? null : new Pages(source)
    this.segment = new SegmentRecord(core)
  }

  at(segment: SegmentRecord): void {
    this.segment.at(segment.index)
  }

  /** The frame's record; null: its bytes can't be had any more. */
  get record(): RecordBytes | null {
    if (this.readSegment !== this.segment.index) {
      this.readSegment = this.segment.index
      this.nodes = null
      this.whole = null
      this.kept = this.tryRead((pages) => readRecord(this.core, pages, this.segment.offset, READS))
      this.isPlain =
        this.kept !== null && this.plain.take(this.kept.bytes, this.kept.originalLength, this.kept.linkType)
    }
    return this.kept
  }

  /** The bytes that a node marks: of the frame, or of the datagram that came in fragments. */
  bytesOf({ start, length }: Pick<FieldNode, 'start' | 'length'>): Uint8Array {
    const { record } = this
    if (record === null) return NO_BYTES
    return (start < record.bytes.length ? record.bytes : (this.whole ?? NO_BYTES)).subarray(start, start + length)
  }

  /** All nodes of the frame's tree with this filter name, outermost first. */
  all(name: string): readonly PacketNode[] {
    const { record } = this
    if (record === null) return NOTHING
    const found = this.isPlain ? this.plain.all(name) : null
    if (found !== null) return found
    if (this.nodes === null) {
      this.nodes = new Map()
      const datagram = this.tryRead((pages) => readDatagramFacts(this.core, pages, this.segment))
      const frame = new FrameBytes(record.bytes, record.originalLength)
      const { nodes, whole } = dissectWhole(frame, record.linkType, null, datagram)
      this.whole = whole?.frame.bytes ?? null
      gather(nodes, this.nodes)
    }
    return this.nodes.get(name) ?? NOTHING
  }

  /** A file that changed or vanished since it was read has no fields. */
  private tryRead<T>(read: (pages: Pages) => T | null): T | null {
    if (this.pages === null) return null
    try {
      return read(this.pages)
    } catch {
      return null
    }
  }
}

function gather(nodes: readonly FieldNode[], into: Map<string, FieldNode[]>): void {
  for (const node of nodes) {
    if (node.filter !== '') {
      const known = into.get(node.filter)
      if (known === undefined) into.set(node.filter, [node])
      else known.push(node)
    }
    gather(node.children, into)
  }
}
