/** Writes the records of a pcap or snoop file as pcapng. */
import {
  INSPECT_CAPTURED,
  INSPECT_DATA,
  INSPECT_LINK_TYPE,
  INSPECT_ORIGINAL,
  INSPECT_RECORD,
  INSPECT_TIME,
} from '../../contracts/abi'
import { PcapngWriter } from '../../pcapng/writer'
import { anonymisedFrame, type PlainFrame } from '../anonymise/anonymisedFrame'
import type { Core } from '../core'
import type { Source } from '../source/source'
import type { LeftOut } from './leftOut'
import type { OutFile } from './outFile'
import { type Copying, type Portion, shareOf } from './portion'

const CHUNK_BYTES = 256 * 1024
/** Records handled between two looks at the clock. */
const RECORDS_A_STEP = 500

export class RecordConversion implements Copying {
  packets = 0
  readonly leftOut: ReadonlySet<LeftOut> = new Set()
  private readonly writer = new PcapngWriter()
  /** Link type -> interface. */
  private readonly interfaces = new Map<number, number>()
  private position: number
  private frame: number
  private chunk = new Uint8Array(0)
  private chunkAt = 0

  constructor(
    private readonly core: Core,
    private readonly source: Source,
    private readonly portion: Portion,
    private readonly out: OutFile,
  ) {
    this.position = portion.from
    this.frame = portion.framesBefore
    out.write(this.writer.section({ application: 'Lastack' }))
  }

  step(): boolean {
    for (let record = 0; record < RECORDS_A_STEP; record += 1) if (!this.next()) return false
    return this.position < this.portion.to
  }

  share(): number {
    return shareOf(this.portion, this.position)
  }

  private next(): boolean {
    const left = this.portion.to - this.position
    if (left <= 0) return false
    const inspection = this.inspect(left)
    if (inspection === null) return false
    const word = (field: number): number => this.core.views.u32[(inspection + field) >>> 2] as number
    const data = word(INSPECT_DATA)
    const bytes = this.bytesAt(this.position + data, word(INSPECT_CAPTURED))
    this.frame += 1
    if (this.portion.keep === null || this.portion.keep.has(this.frame)) {
      const time = this.core.time(inspection + INSPECT_TIME)
      const comments = this.portion.comments.get(this.frame) ?? []
      const [linkType, originalLength] = [word(INSPECT_LINK_TYPE), word(INSPECT_ORIGINAL)]
      const written = this.written({ bytes, linkType, originalLength })
      this.out.write(this.writer.packet({ time, bytes: written, originalLength, comments }, this.interfaceOf(linkType)))
      this.packets += 1
    }
    this.position += word(INSPECT_RECORD)
    return true
  }

  private written(plain: PlainFrame): Uint8Array {
    const { anonymised } = this.portion
    return anonymised === null ? plain.bytes : anonymisedFrame(plain, anonymised.mask, anonymised.hasPayloads)
  }

  /** The INSPECT_ values of the record at `position`: a record's header is at most 24 bytes, but it is read whole. */
  private inspect(left: number): number | null {
    for (const wanted of [Math.min(left, 4096), left]) {
      const bytes = this.bytesAt(this.position, Math.min(wanted, 64 << 20))
      const pointer = this.core.input(bytes.length)
      if (pointer === 0) return null
      this.core.views.u8.set(bytes, pointer)
      const inspection = this.core.inspect(bytes.length, this.position)
      if (inspection !== null) return inspection
    }
    return null
  }

  /** Bytes of the source by way of a chunk that many records share; valid until the next call. */
  private bytesAt(offset: number, length: number): Uint8Array {
    const start = offset - this.chunkAt
    if (start < 0 || start + length > this.chunk.length) {
      const room = new Uint8Array(Math.max(length, Math.min(CHUNK_BYTES, this.portion.to - offset)))
      this.chunk = room.subarray(0, this.source.read(room, 0, room.length, offset))
      this.chunkAt = offset
      return this.chunk.subarray(0, length)
    }
    return this.chunk.subarray(start, start + length)
  }

  private interfaceOf(linkType: number): number {
    const known = this.interfaces.get(linkType)
    if (known !== undefined) return known
    const number = this.interfaces.size
    this.interfaces.set(linkType, number)
    this.out.write(this.writer.interface({ linkType }))
    return number
  }
}
