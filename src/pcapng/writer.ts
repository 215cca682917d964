import { FieldWriter, joinChunks } from './chunks'
import type { CapturedFrame } from './frame'
import { type BlockOption, commentOptions, encodeOptions, OptionCode, textOption } from './options'

export const BlockType = {
  SECTION_HEADER: 0x0a0d0d0a,
  INTERFACE_DESCRIPTION: 1,
  INTERFACE_STATISTICS: 5,
  ENHANCED_PACKET: 6,
} as const

const BYTE_ORDER_MAGIC = 0x1a2b3c4d
const SECTION_LENGTH_UNKNOWN = 0xffff_ffff_ffff_ffffn
const NANOSECONDS_PER_SECOND = 1_000_000_000n
/** if_tsresol: the top bit says that the rest is a power of two. */
const RESOLUTION_IS_BINARY = 0x80

export interface SectionFields {
  readonly hardware?: string
  readonly os?: string
  readonly application?: string
  readonly comments?: readonly string[]
}

export interface InterfaceFields {
  /** LINKTYPE number. */
  readonly linkType: number
  /** Bytes kept of a frame; 0: all. */
  readonly snapLength?: number
  readonly name?: string
  readonly description?: string
  readonly os?: string
  /** Capture filter in libpcap's language. */
  readonly filter?: string
  /** if_tsresol as in the file: n for 10^-n seconds, 0x80 | n for 2^-n seconds. Nanoseconds (9) where not given. */
  readonly resolution?: number
  /** if_tsoffset: whole seconds that a reader adds to each time stamp. */
  readonly timeOffsetSeconds?: bigint
  readonly comments?: readonly string[]
}

/** Counters of an interface since the capture began. */
export interface StatisticsFields {
  /** Nanoseconds since 1970-01-01 UTC. */
  readonly time: bigint
  readonly received?: bigint
  /** Frames that the interface lost for want of room. */
  readonly dropped?: bigint
}

/**
 * Writes the blocks of one pcapng section, in order: section header, interfaces, packets. Each call returns the bytes
 * of one block; the caller owns them and appends them to the file. Source: draft-ietf-opsawg-pcapng.
 */
export class PcapngWriter {
  private readonly interfaces: InterfaceFields[] = []

  constructor(private readonly littleEndian = true) {}

  /** Section Header Block; begins the section. */
  section(fields: SectionFields = {}): Uint8Array {
    const body = new FieldWriter(16, this.littleEndian).u32(BYTE_ORDER_MAGIC).u16(1).u16(0).u64(SECTION_LENGTH_UNKNOWN)
    return this.block(BlockType.SECTION_HEADER, body.bytes, [
      ...commentOptions(fields.comments),
      ...textOption(OptionCode.SECTION_HARDWARE, fields.hardware),
      ...textOption(OptionCode.SECTION_OS, fields.os),
      ...textOption(OptionCode.SECTION_APPLICATION, fields.application),
    ])
  }

  /** Interface Description Block; the first call describes interface 0. */
  interface(fields: InterfaceFields): Uint8Array {
    this.interfaces.push(fields)
    const body = new FieldWriter(8, this.littleEndian)
      .u16(fields.linkType)
      .u16(0)
      .u32(fields.snapLength ?? 0)
    const offset = fields.timeOffsetSeconds
    return this.block(BlockType.INTERFACE_DESCRIPTION, body.bytes, [
      ...commentOptions(fields.comments),
      ...textOption(OptionCode.INTERFACE_NAME, fields.name),
      ...textOption(OptionCode.INTERFACE_DESCRIPTION, fields.description),
      { code: OptionCode.INTERFACE_RESOLUTION, value: Uint8Array.of(resolutionOf(fields)) },
      ...(fields.filter === undefined ? [] : [filterOption(fields.filter)]),
      ...textOption(OptionCode.INTERFACE_OS, fields.os),
      ...(offset === undefined ? [] : [this.u64Option(OptionCode.INTERFACE_TIME_OFFSET, offset)]),
    ])
  }

  /**
   * Enhanced Packet Block.
   * @throws RangeError where that interface was not described before.
   */
  packet(frame: CapturedFrame, interfaceId = 0): Uint8Array {
    const { bytes, originalLength } = frame
    const body = this.stamped(20 + Math.ceil(bytes.length / 4) * 4, interfaceId, frame.time)
    body.u32(bytes.length).u32(originalLength).raw(bytes)
    return this.block(BlockType.ENHANCED_PACKET, body.bytes, commentOptions(frame.comments))
  }

  /**
   * Interface Statistics Block.
   * @throws RangeError where that interface was not described before.
   */
  statistics(fields: StatisticsFields, interfaceId = 0): Uint8Array {
    const counters: readonly [number, bigint | undefined][] = [
      [OptionCode.STATISTICS_RECEIVED, fields.received],
      [OptionCode.STATISTICS_DROPPED, fields.dropped],
    ]
    const options = counters.flatMap(([code, value]) => (value === undefined ? [] : [this.u64Option(code, value)]))
    return this.block(BlockType.INTERFACE_STATISTICS, this.stamped(12, interfaceId, fields.time).bytes, options)
  }

  /** Any block: its type, its body padded to 32 bits, and its options. */
  block(type: number, body: Uint8Array, options: readonly BlockOption[] = []): Uint8Array {
    const encodedOptions = encodeOptions(options, this.littleEndian)
    const length = 12 + Math.ceil(body.length / 4) * 4 + encodedOptions.length
    const fields = new FieldWriter(length, this.littleEndian).u32(type).u32(length)
    return fields.raw(body).align(4).raw(encodedOptions).u32(length).bytes
  }

  /** A body that begins with an interface and a time stamp in its resolution. */
  private stamped(size: number, interfaceId: number, time: bigint): FieldWriter {
    const described = this.interfaces[interfaceId]
    if (described === undefined) throw new RangeError(`interface ${interfaceId} was not described in this section`)
    const units = timestampUnits(time, resolutionOf(described), described.timeOffsetSeconds ?? 0n)
    return new FieldWriter(size, this.littleEndian)
      .u32(interfaceId)
      .u32(Number((units >> 32n) & 0xffff_ffffn))
      .u32(Number(units & 0xffff_ffffn))
  }

  private u64Option(code: number, value: bigint): BlockOption {
    return { code, value: new FieldWriter(8, this.littleEndian).u64(value).bytes }
  }
}

const resolutionOf = (fields: InterfaceFields): number => fields.resolution ?? 9

/** if_filter: a first byte of 0 says that a filter string follows. */
function filterOption(filter: string): BlockOption {
  const text = new TextEncoder().encode(filter)
  return { code: OptionCode.INTERFACE_FILTER, value: joinChunks([Uint8Array.of(0), text]) }
}

/** Nanoseconds since 1970 in units of if_tsresol, rounded down. */
export function timestampUnits(time: bigint, resolution: number, offsetSeconds: bigint): bigint {
  const exponent = BigInt(resolution & ~RESOLUTION_IS_BINARY)
  const perSecond = resolution & RESOLUTION_IS_BINARY ? 2n ** exponent : 10n ** exponent
  return ((time - offsetSeconds * NANOSECONDS_PER_SECOND) * perSecond) / NANOSECONDS_PER_SECOND
}
