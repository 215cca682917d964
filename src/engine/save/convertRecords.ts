/** Writes the records of a pcap or snoop file as pcapng. */
import { PcapngWriter } from '../../pcapng/writer'
import { anonymisedFrame, type PlainFrame } from '../anonymise/anonymisedFrame'
import type { Core } from '../core'
import type { Source } from '../source/source'
import { Chunked } from './chunked'
import type { LeftOut } from './leftOut'
import type { OutFile } from './outFile'
import { type Copying, type Portion, shareOf } from './portion'
import { recordAt } from './recordAt'

/** Records handled between two looks at the clock. */
const RECORDS_A_STEP = 500

export class RecordConversion implements Copying {
  packets = 0
  readonly leftOut: ReadonlySet<LeftOut> = new Set()
  private readonly writer = new PcapngWriter()
  /** Link type -> interface. */
  private readonly interfaces = new Map<number, number>()
  private readonly bytes: Chunked
  private position: number
  private frame: number

  constructor(
    private readonly core: Core,
    source: Source,
    private readonly portion: Portion,
    private readonly out: OutFile,
  ) {
    this.bytes = new Chunked(source, portion.to)
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
    const record = this.position < this.portion.to ? recordAt(this.core, this.bytes, this.position) : null
    if (record === null) return false
    this.frame += 1
    const { keep, comments } = this.portion
    if (keep === null || keep.has(this.frame)) {
      const { time, linkType, originalLength } = record
      const frame = { time, bytes: this.written(record), originalLength, comments: comments.get(this.frame) ?? [] }
      this.out.write(this.writer.packet(frame, this.interfaceOf(linkType)))
      this.packets += 1
    }
    this.position += record.length
    return true
  }

  private written(plain: PlainFrame): Uint8Array {
    const { anonymised } = this.portion
    return anonymised === null ? plain.bytes : anonymisedFrame(plain, anonymised.mask, anonymised.hasPayloads)
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
