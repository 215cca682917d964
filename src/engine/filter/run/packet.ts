/** The packet of a segment, read back when its first field is asked for. */
import type { FieldNode } from '../../../contracts/engine'
import type { Core } from '../../core'
import { Pages } from '../../packets/pages'
import { dissect } from '../../segment/dissect'
import { FrameBytes } from '../../segment/frameBytes'
import { type RecordBytes, readRecord } from '../../segment/readRecord'
import type { SegmentRecord } from '../../segmentRecord'
import type { Source } from '../../source/source'

/** Most records are shorter than the first: reading 64 KiB for each would cost ten times as long. */
const READS: readonly number[] = [2048, 64 * 1024, 2 * 1024 * 1024, 64 * 1024 * 1024]
const NOTHING: readonly FieldNode[] = []

export class PacketReading {
  private readonly pages: Pages | null
  private offset = -1
  private readOffset = -1
  private kept: RecordBytes | null = null
  private nodes: Map<string, FieldNode[]> | null = null

  constructor(
    private readonly core: Core,
    source: Source | null,
  ) {
    this.pages = source === null ? null : new Pages(source)
  }

  at(segment: SegmentRecord): void {
    this.offset = segment.offset
  }

  /** The frame's record; null: its bytes can't be had any more. */
  get record(): RecordBytes | null {
    if (this.readOffset !== this.offset) {
      this.readOffset = this.offset
      this.nodes = null
      this.kept = this.tryRecord()
    }
    return this.kept
  }

  /** All nodes of the frame's tree with this filter name, outermost first. */
  all(name: string): readonly FieldNode[] {
    const { record } = this
    if (record === null) return NOTHING
    if (this.nodes === null) {
      this.nodes = new Map()
      gather(dissect(new FrameBytes(record.bytes, record.originalLength), record.linkType, null), this.nodes)
    }
    return this.nodes.get(name) ?? NOTHING
  }

  /** A file that changed or vanished since it was read has no fields. */
  private tryRecord(): RecordBytes | null {
    if (this.pages === null) return null
    try {
      return readRecord(this.core, this.pages, this.offset, READS)
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
