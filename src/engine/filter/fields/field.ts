/** What a field is: its name, its type, how dear it is to read, and how it is read. */
import type { FilterScope } from '../../../contracts/filter'
import type { Row } from '../run/row'

/** Addresses, link addresses and bytes as bytes; times as nanoseconds; booleans as 0 and 1. */
export type Value = number | string | Uint8Array

export type FieldType =
  | 'number'
  | 'boolean'
  /** Nanoseconds, written as seconds or with a unit. */
  | 'duration'
  /** Nanoseconds since the capture's first frame, written as a date and time. */
  | 'time'
  /** The same, written as seconds since 1970. */
  | 'epoch'
  | 'ipv4'
  | 'ipv6'
  /** IPv4 or IPv6. */
  | 'address'
  | 'ether'
  | 'bytes'
  | 'string'
  /** There or not, and nothing else. */
  | 'label'
  /** A layer: there or not, and its bytes up to the end of the frame. */
  | 'protocol'

/** What a field's value hangs on; the later, the dearer to know. */
export enum Level {
  /** The flow alone. */
  FLOW = 0,
  /** The flow and who sent the segment. */
  END = 1,
  /** The core's columns. */
  SEGMENT = 2,
  /** The flow told once more. */
  REPLAY = 3,
  /** The packet, read back from the capture. */
  PACKET = 4,
}

/** One page of the core's columns. */
export interface SegmentPage {
  /** Index of its first segment. */
  readonly first: number
  readonly rows: number
  /** Pointer to the page, for views. */
  readonly pointer: number
  readonly u16: Uint16Array
  readonly u32: Uint32Array
}

/** Writes one number a row, for all rows of a page; every row has one. */
export type FillPage = (page: SegmentPage, out: Float64Array) => void

export interface Field {
  readonly name: string
  readonly type: FieldType
  readonly level: Level
  /** One line of English for the reference and, in the language that is spoken, the completion list. */
  readonly meaning: string
  /** Adds the values that the field has for a row; none: it isn't there. */
  readonly read: (row: Row, out: Value[]) => void
  /** Of a number that every segment has once: the quick way. */
  readonly fill?: (row: Row) => FillPage
  /** Of a number: the largest that it can be. */
  readonly most?: number
  /** Of text: all that it can be. */
  readonly values?: readonly string[]
  /** Every segment has it: alone it holds without a look at the packet. */
  readonly isAlways?: boolean
  /** Where else than over both it can be asked for. */
  readonly only?: FilterScope
  /** Some bits of a number: standing alone they hold where one of them is set. */
  readonly isBits?: boolean
  /** Over flows: how many segments of the flow bear the label. */
  readonly count?: (row: Row) => number
}

export type FieldTable = readonly Field[]
