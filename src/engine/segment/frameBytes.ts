/** The captured bytes of one frame, read without ever leaving them. */
import type { FieldNode } from '../../contracts/segment'

/** A header's room: from `at` to `end`. `end` follows lengths on the wire, so it may lie past what was captured. */
export interface Span {
  readonly at: number
  readonly end: number
}

/** Reads numbers and makes nodes. Beyond the captured bytes numbers read as 0 and nodes are clipped. */
export class FrameBytes {
  constructor(
    readonly bytes: Uint8Array,
    /** Bytes that the frame had on its link. */
    readonly original: number,
  ) {}

  get captured(): number {
    return this.bytes.length
  }

  /** Whether `length` bytes from `at` were captured and lie before `end`. */
  holds(at: number, length: number, end: number): boolean {
    return at + length <= end && at + length <= this.captured
  }

  u8(at: number): number {
    return this.bytes[at] ?? 0
  }

  u16(at: number): number {
    return this.u8(at) * 0x100 + this.u8(at + 1)
  }

  u24(at: number): number {
    return this.u16(at) * 0x100 + this.u8(at + 2)
  }

  u32(at: number): number {
    return this.u16(at) * 0x10000 + this.u16(at + 2)
  }

  littleU16(at: number): number {
    return this.u8(at) + this.u8(at + 1) * 0x100
  }

  littleU32(at: number): number {
    return this.littleU16(at) + this.littleU16(at + 2) * 0x10000
  }

  /** Captured bytes from `at`, at most `length`, as hex digits; `…` where more than `most` were asked for. */
  hex(at: number, length: number, most = 32): string {
    const shown = this.bytes.subarray(at, at + Math.min(length, most))
    const digits = Array.from(shown, (byte) => byte.toString(16).padStart(2, '0')).join('')
    return length > most ? `${digits}…` : digits
  }

  /** `00:1b:21:3a:4f:5e` */
  mac(at: number): string {
    const octets = Array.from({ length: 6 }, (_, i) =>
      this.u8(at + i)
        .toString(16)
        .padStart(2, '0'),
    )
    return octets.join(':')
  }

  /** A node over `length` bytes from `at`, clipped to what was captured. */
  node(
    filter: string,
    name: string,
    value: string | number,
    at: number,
    length: number,
    meaning = '',
    children: readonly FieldNode[] = [],
  ): FieldNode {
    const start = Math.max(0, Math.min(at, this.captured))
    const clipped = Math.max(0, Math.min(length, this.captured - start))
    return { filter, name, value: String(value), meaning, start, length: clipped, children }
  }

  /** The node for a header that doesn't fit: cut by the capture, or too long for what carries it. */
  broken(filter: string, name: string, { at, end }: Span, needed: number): FieldNode {
    const there = Math.max(0, Math.min(end, this.captured) - at)
    const isCut = at + needed <= end
    const value = isCut ? 'cut short by the capture' : 'malformed'
    const whose = isCut ? 'were captured' : 'are left in what carries it'
    const meaning = `At offset ${at}: the header takes ${needed} bytes, ${there} ${whose}.`
    return this.node(filter, name, value, at, there, meaning)
  }
}

/** `0x0800` */
export const hexNumber = (value: number, digits: number): string => `0x${value.toString(16).padStart(digits, '0')}`
