import { FieldWriter } from './chunks'
import type { CapturedFrame } from './frame'

const MAGIC_MICROSECONDS = 0xa1b2c3d4
const MAGIC_NANOSECONDS = 0xa1b23c4d
const DEFAULT_SNAP_LENGTH = 262_144
const NANOSECONDS_PER_SECOND = 1_000_000_000n

/** How a classic pcap file is laid out. */
export interface PcapLayout {
  /** LINKTYPE number. */
  readonly linkType: number
  readonly littleEndian?: boolean
  /** Unit of the time stamps; microseconds where not given, as most readers expect. */
  readonly resolution?: 'us' | 'ns'
  /** Bytes kept of a frame, as the header claims; frames are written as they are given. */
  readonly snapLength?: number
}

/** The file header of a classic pcap. Source: draft-ietf-opsawg-pcap. */
export function pcapHeader(layout: PcapLayout): Uint8Array {
  return new FieldWriter(24, layout.littleEndian ?? true)
    .u32(layout.resolution === 'ns' ? MAGIC_NANOSECONDS : MAGIC_MICROSECONDS)
    .u16(2)
    .u16(4)
    .u32(0)
    .u32(0)
    .u32(layout.snapLength ?? DEFAULT_SNAP_LENGTH)
    .u32(layout.linkType).bytes
}

/** One record of a classic pcap; times between two units are rounded down. */
export function pcapRecord(frame: CapturedFrame, layout: PcapLayout): Uint8Array {
  const unitNs = layout.resolution === 'ns' ? 1n : 1000n
  return new FieldWriter(16 + frame.bytes.length, layout.littleEndian ?? true)
    .u32(Number(frame.time / NANOSECONDS_PER_SECOND))
    .u32(Number((frame.time % NANOSECONDS_PER_SECOND) / unitNs))
    .u32(frame.bytes.length)
    .u32(frame.originalLength)
    .raw(frame.bytes).bytes
}
