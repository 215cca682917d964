/** Numbers of interfaces in a pcapng that is made of several, which number their own from 0 in each section. */
import { BlockType, type PcapngWriter } from '../../pcapng/writer'
import type { Block } from './mergedPart'

const LINK_TYPE_AT = 8
const NUMBER_AT = 8
const LEAST_DESCRIPTION = 20
const LEAST_NUMBERED = 24

export class InterfaceNumbers {
  /** By file: number in its section -> number in what is written; null: it isn't. */
  private readonly sections = new Map<number, (number | null)[]>()
  private readonly byLinkType = new Map<number, number>()
  private count = 0

  /** @param write hears of descriptions. */
  constructor(
    private readonly writer: PcapngWriter,
    private readonly write: (block: Uint8Array) => void,
  ) {}

  beginSection(file: number): void {
    this.sections.set(file, [])
  }

  /** @param block an Interface Description Block; `isCopied`: as it is. */
  declare(file: number, block: Block | null, isCopied: boolean): void {
    const numbers = this.sections.get(file) ?? []
    this.sections.set(file, numbers)
    if (block === null || !isCopied || block.bytes.length < LEAST_DESCRIPTION) {
      numbers.push(null)
      return
    }
    // The writer counts interfaces, whoever describes them.
    this.writer.interface({ linkType: wordAt(block, LINK_TYPE_AT) & 0xffff })
    this.write(block.bytes)
    numbers.push(this.count)
    this.count += 1
  }

  /** The number that a packet's or statistics' interface has; null: it has none, or its block names it otherwise. */
  of(file: number, block: Block): number | null {
    const isNumbered = block.type === BlockType.ENHANCED_PACKET || block.type === BlockType.INTERFACE_STATISTICS
    if (!isNumbered || block.bytes.length < LEAST_NUMBERED) return null
    return this.sections.get(file)?.[wordAt(block, NUMBER_AT)] ?? null
  }

  /** The number of the interface for frames that are written anew. */
  ofLinkType(linkType: number): number {
    const known = this.byLinkType.get(linkType)
    if (known !== undefined) return known
    const number = this.count
    this.byLinkType.set(linkType, number)
    this.write(this.writer.interface({ linkType }))
    this.count += 1
    return number
  }
}

/** u32 of a little-endian block. */
const wordAt = ({ bytes }: Block, at: number): number =>
  new DataView(bytes.buffer, bytes.byteOffset).getUint32(at, true)
