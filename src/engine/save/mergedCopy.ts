/**
 * Writes several captures that are read as one into one pcapng, frames in the order in which they were read. It has one
 * section: interfaces are numbered anew. Little-endian blocks stay as they are but for that number; what a big-endian
 * section, a pcap or a snoop file holds is written anew.
 */
import { BlockType, PcapngWriter } from '../../pcapng/writer'
import { anonymisedFrame } from '../anonymise/anonymisedFrame'
import type { Core } from '../core'
import type { MergedSource } from '../source/merged'
import { withComments } from './commentedBlock'
import { InterfaceNumbers } from './interfaceNumbers'
import { type LeftOut, leftOutOf } from './leftOut'
import { type Block, MergedPart } from './mergedPart'
import type { OutFile } from './outFile'
import type { Copying, Portion } from './portion'
import type { RecordAt } from './recordAt'
import { sectionComments } from './sectionComments'

/** Frames handled between two looks at the clock. */
const FRAMES_A_STEP = 500
/** draft-ietf-opsawg-pcapng §4.8: not to be copied by programs that change the file. */
const CUSTOM_FOR_UNCHANGED = 0x40000bad

export class MergedCopy implements Copying {
  packets = 0
  readonly leftOut = new Set<LeftOut>()
  private readonly writer = new PcapngWriter()
  private readonly interfaces: InterfaceNumbers
  private readonly parts: readonly MergedPart[]
  private readonly bytes: number
  private frame = 0

  constructor(
    core: Core,
    source: MergedSource,
    private readonly portion: Portion,
    private readonly out: OutFile,
  ) {
    // Comments may name hosts and people.
    const comments = portion.anonymised === null ? sectionComments(core, source) : []
    out.write(this.writer.section({ application: 'Lastack', comments }))
    this.interfaces = new InterfaceNumbers(this.writer, (block) => out.write(block))
    this.bytes = source.files.reduce((sum, _, file) => sum + source.readTo(file), 0)
    this.parts = source.files.map(
      (_, file) => new MergedPart(core, source, file, (type, block) => this.takeOther(file, type, block)),
    )
  }

  step(): boolean {
    for (let frame = 0; frame < FRAMES_A_STEP; frame += 1) {
      const file = this.nextFile()
      const part = this.parts[file]
      if (part === undefined || part.frame === null) return false
      this.take(file, part.frame, part.block)
      part.next()
    }
    return true
  }

  share(): number {
    return this.parts.reduce((sum, { done }) => sum + done, 0) / Math.max(1, this.bytes)
  }

  /** The file whose next frame is the earliest; of several with the same time the last, as the core has it. */
  private nextFile(): number {
    let next = -1
    let earliest = 0n
    for (const [file, { frame }] of this.parts.entries()) {
      if (frame === null || (next >= 0 && frame.time > earliest)) continue
      next = file
      earliest = frame.time
    }
    return next
  }

  private take(file: number, record: RecordAt, block: Block | null): void {
    this.frame += 1
    const { keep, comments, anonymised } = this.portion
    if (keep !== null && !keep.has(this.frame)) return
    this.packets += 1
    const words = comments.get(this.frame) ?? []
    const number = anonymised === null && block?.littleEndian ? this.interfaces.of(file, block) : null
    if (block !== null && number !== null) {
      const copy = withInterface(block, number)
      this.out.write(words.length === 0 ? copy : withComments(copy, words, true))
      return
    }
    const { time, linkType, originalLength } = record
    const bytes = anonymised === null ? record.bytes : anonymisedFrame(record, anonymised.mask, anonymised.hasPayloads)
    const frame = { time, bytes, originalLength, comments: words }
    this.out.write(this.writer.packet(frame, this.interfaces.ofLinkType(linkType)))
  }

  /** A block that holds no packet; null: it is too large. */
  private takeOther(file: number, type: number, block: Block | null): void {
    const isOurs = this.portion.anonymised === null && block?.littleEndian === true
    if (type === BlockType.SECTION_HEADER) this.interfaces.beginSection(file)
    else if (type === BlockType.INTERFACE_DESCRIPTION) this.interfaces.declare(file, block, isOurs)
    else if (type === BlockType.INTERFACE_STATISTICS) this.takeStatistics(file, isOurs ? block : null)
    else if (isOurs && block !== null && type !== CUSTOM_FOR_UNCHANGED) this.out.write(block.bytes)
    else this.leftOut.add(leftOutOf(type))
  }

  private takeStatistics(file: number, block: Block | null): void {
    const number = block === null ? null : this.interfaces.of(file, block)
    if (block !== null && number !== null) this.out.write(withInterface(block, number))
  }
}

/** A little-endian block with the number of its interface changed. */
function withInterface({ bytes }: Block, number: number): Uint8Array {
  const copy = bytes.slice()
  new DataView(copy.buffer).setUint32(8, number, true)
  return copy
}
