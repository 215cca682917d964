/**
 * Blocks of a pcapng with other addresses: packets are rewritten; of what describes the machine, its interfaces and its
 * names only what a reader of the packets needs is left. Source: draft-ietf-opsawg-pcapng.
 */

import { joinChunks } from '../../pcapng/chunks'
import { anonymisedFrame } from '../anonymise/anonymisedFrame'
import type { Mask } from '../anonymise/mask'

/** What is written in place of what was captured. */
export interface Anonymised {
  readonly mask: Mask
  /** What applications sent stays as it was. */
  readonly hasPayloads: boolean
}

const SECTION_HEADER = 0x0a0d0d0a
const INTERFACE = 1
const OBSOLETE_PACKET = 2
const SIMPLE_PACKET = 3
const STATISTICS = 5
const ENHANCED_PACKET = 6

/** Resolution and offset of times, length of the check sequence. */
const INTERFACE_OPTIONS: readonly number[] = [9, 13, 14]
/** Start, end and counters. */
const STATISTICS_OPTIONS: readonly number[] = [2, 3, 4, 5, 6, 7, 8]
/** Flags, dropped before it. */
const PACKET_OPTIONS: readonly number[] = [2, 4]
const SECTION_LENGTH = 16
const SECTION_OPTIONS = 24
const PACKET_DATA = 28
const SIMPLE_DATA = 12

export class AnonymisedBlocks {
  private linkTypes: number[] = []
  private snapLengths: number[] = []

  constructor(private readonly anonymised: Anonymised) {}

  /** What is written in a block's place, before comments; null: nothing. `block` is whole; its inner lengths are not trusted. */
  of(type: number, block: Uint8Array, littleEndian: boolean): Uint8Array | null {
    const view = new DataView(block.buffer, block.byteOffset, block.length)
    switch (type) {
      case SECTION_HEADER:
        this.linkTypes = []
        this.snapLengths = []
        return block.length < 28 ? null : sectionHeader(block, littleEndian)
      case INTERFACE:
        if (block.length < 20) return null
        this.linkTypes.push(view.getUint16(8, littleEndian))
        this.snapLengths.push(view.getUint32(12, littleEndian))
        return withOptions(block, 16, INTERFACE_OPTIONS, littleEndian)
      case STATISTICS:
        return block.length < 24 ? null : withOptions(block, 20, STATISTICS_OPTIONS, littleEndian)
      case ENHANCED_PACKET:
      case OBSOLETE_PACKET:
        return this.packet(type, block, view, littleEndian)
      case SIMPLE_PACKET:
        return this.simplePacket(block, view, littleEndian)
      default:
        // Names, secrets, journals, and what nobody knows.
        return null
    }
  }

  private packet(type: number, block: Uint8Array, view: DataView, littleEndian: boolean): Uint8Array | null {
    if (block.length < PACKET_DATA + 4) return null
    const number = type === ENHANCED_PACKET ? view.getUint32(8, littleEndian) : view.getUint16(8, littleEndian)
    const captured = Math.min(view.getUint32(20, littleEndian), block.length - PACKET_DATA - 4)
    const plain = {
      bytes: block.subarray(PACKET_DATA, PACKET_DATA + captured),
      linkType: this.linkTypes[number] ?? -1,
      originalLength: view.getUint32(24, littleEndian),
    }
    const bytes = anonymisedFrame(plain, this.anonymised.mask, this.anonymised.hasPayloads)
    const options = keptOptions(block, PACKET_DATA + padded(captured), PACKET_OPTIONS, littleEndian)
    const head = block.slice(0, PACKET_DATA)
    new DataView(head.buffer).setUint32(20, bytes.length, littleEndian)
    return sized([head, bytes, new Uint8Array(padded(bytes.length) - bytes.length), ...options], littleEndian)
  }

  /** Its length follows from its interface's, so that it can't be cut: zeros in place of what goes. */
  private simplePacket(block: Uint8Array, view: DataView, littleEndian: boolean): Uint8Array | null {
    if (block.length < SIMPLE_DATA + 4) return null
    const originalLength = view.getUint32(8, littleEndian)
    const most = this.snapLengths[0] || Number.POSITIVE_INFINITY
    const captured = Math.min(originalLength, most, block.length - SIMPLE_DATA - 4)
    const plain = {
      bytes: block.subarray(SIMPLE_DATA, SIMPLE_DATA + captured),
      linkType: this.linkTypes[0] ?? -1,
      originalLength,
    }
    const copy = block.slice()
    copy.fill(0, SIMPLE_DATA, block.length - 4)
    copy.set(anonymisedFrame(plain, this.anonymised.mask, this.anonymised.hasPayloads), SIMPLE_DATA)
    return copy
  }
}

const padded = (bytes: number): number => Math.ceil(bytes / 4) * 4

/** Hardware, system and program go; how long the section was no longer holds. */
function sectionHeader(block: Uint8Array, littleEndian: boolean): Uint8Array {
  const head = block.slice(0, SECTION_OPTIONS)
  head.fill(0xff, SECTION_LENGTH, SECTION_OPTIONS)
  return sized([head], littleEndian)
}

function withOptions(block: Uint8Array, at: number, kept: readonly number[], littleEndian: boolean): Uint8Array {
  return sized([block.slice(0, at), ...keptOptions(block, at, kept, littleEndian)], littleEndian)
}

/** Options with one of these codes, and their end mark. */
function keptOptions(block: Uint8Array, from: number, kept: readonly number[], littleEndian: boolean): Uint8Array[] {
  const view = new DataView(block.buffer, block.byteOffset, block.length)
  const end = block.length - 4
  const options: Uint8Array[] = []
  for (let at = from; at + 4 <= end; ) {
    const code = view.getUint16(at, littleEndian)
    const next = at + 4 + padded(view.getUint16(at + 2, littleEndian))
    if (code === 0 || next > end) break
    if (kept.includes(code)) options.push(block.slice(at, next))
    at = next
  }
  return options.length === 0 ? [] : [...options, new Uint8Array(4)]
}

/** A block of these parts with its length at both ends. */
function sized(parts: readonly Uint8Array[], littleEndian: boolean): Uint8Array {
  const block = joinChunks([...parts, new Uint8Array(4)])
  const view = new DataView(block.buffer, block.byteOffset, block.length)
  view.setUint32(4, block.length, littleEndian)
  view.setUint32(block.length - 4, block.length, littleEndian)
  return block
}
