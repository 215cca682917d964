import { Flag } from '../contracts/abi'
import type { Cursor } from './cursor'
import { takeHex, takeNumber, takeSeconds, takeText, takeWireNumber } from './literals'
import { parseOptions } from './parseOptions'
import type { Moment, SegmentFields, SegmentStatement } from './script'

/** packetdrill's letters; `.` is ACK. */
const FLAG_LETTERS: Readonly<Record<string, Flag>> = {
  S: Flag.SYN,
  F: Flag.FIN,
  R: Flag.RST,
  P: Flag.PSH,
  '.': Flag.ACK,
  U: Flag.URG,
  E: Flag.ECE,
  W: Flag.CWR,
  A: Flag.AE,
}

type Writable<T> = { -readonly [Key in keyof T]: T[Key] }

/** The time a line begins with: `+seconds` after the line before, or `@seconds` after the start. */
export function parseMoment(cursor: Cursor): Moment {
  const isRelative = cursor.expect(/[+@]/, "a time like '+0.010' or '@12.5'") === '+'
  return { isRelative, ns: takeSeconds(cursor, 'seconds with up to 9 decimals') }
}

/**
 * `A > B FLAGS …`, the rest of a line after its time.
 * @param names endpoints declared so far.
 */
export function parseSegment(cursor: Cursor, moment: Moment, names: ReadonlySet<string>): SegmentStatement {
  const { line, column } = cursor
  const from = parseName(cursor, names)
  cursor.expect(/>/, "'>'")
  const to = parseName(cursor, names)
  const flags = parseFlags(cursor)
  const fields: Writable<SegmentFields> = { ...parseSequence(cursor) }
  while (!cursor.isAtEnd) parseField(cursor, fields)
  return { kind: 'segment', line, column, moment, from, to, flags, fields }
}

function parseName(cursor: Cursor, names: ReadonlySet<string>): string {
  const column = cursor.column
  const name = cursor.expect(/[A-Za-z]\w*/, 'the name of an endpoint')
  return names.has(name) ? name : cursor.fail(`no endpoint is called '${name}'`, column)
}

function parseFlags(cursor: Cursor): number {
  const letters = cursor.expect(/[SFRPUEWA.]+(?=\s|$)|-(?=\s|$)/, "flags of S F R P . U E W A, or '-' for none")
  return [...letters].reduce((flags, letter) => flags | (FLAG_LETTERS[letter] ?? 0), 0)
}

/** `first:end(length)`, `(length)` to go on where the sender is, or nothing. */
function parseSequence(cursor: Cursor): SegmentFields {
  if (cursor.take(/\(/) !== null) return { length: parseLength(cursor) }
  if (cursor.take(/(?==?\d)/) === null) return {}
  const seq = takeWireNumber(cursor, 'a sequence number')
  cursor.expect(/:/, "':' and the end of the sequence numbers")
  const column = cursor.column
  const end = takeNumber(cursor, 'the end of the sequence numbers', Number.MAX_SAFE_INTEGER)
  cursor.expect(/\(/, "'(' and the length")
  const length = parseLength(cursor)
  if (end - seq.value !== length) cursor.fail(`${seq.value} and ${length} bytes end at ${seq.value + length}`, column)
  return { seq, length }
}

function parseLength(cursor: Cursor): number {
  const length = takeNumber(cursor, 'the length', 0xffff)
  cursor.expect(/\)/, "')'")
  return length
}

function parseField(cursor: Cursor, fields: Writable<SegmentFields>): void {
  const { column } = cursor
  if (cursor.take(/(?=<)/) !== null) fields.options = parseOptions(cursor)
  else if (cursor.take(/(?=x?")/) !== null) fields.payload = takeHex(cursor) ?? takeText(cursor) ?? cursor.fail('')
  else parseWord(cursor, fields, cursor.expect(/[a-z]+/, 'a field of the segment'), column)
}

function parseWord(cursor: Cursor, fields: Writable<SegmentFields>, word: string, column: number): void {
  switch (word) {
    case 'ack':
      fields.ack = takeWireNumber(cursor, 'the acknowledgment number')
      break
    case 'win':
    case 'urg':
    case 'ipid':
    case 'cut':
    case 'pad':
      fields[word] = takeNumber(cursor, `'${word}'`, 0xffff)
      break
    case 'ttl':
    case 'tos':
      fields[word] = takeNumber(cursor, `'${word}'`, 0xff)
      break
    case 'doff':
      fields.doff = takeNumber(cursor, "'doff'", 0xf)
      break
    case 'lost':
    case 'dropped':
    case 'unseen':
    case 'badsum':
    case 'nosum':
      fields[word] = true
      break
    case 'vlan':
      fields.vlan = parseVlan(cursor)
      break
    case 'comment':
      fields.comment = new TextDecoder().decode(takeText(cursor) ?? cursor.fail('expected the comment in quotes'))
      break
    case 'repeat': {
      const times = takeNumber(cursor, 'how often', 1_000_000)
      const everyNs = cursor.take(/every\b/) === null ? 0n : takeSeconds(cursor, 'seconds with up to 9 decimals')
      fields.repeat = { times, everyNs }
      break
    }
    default:
      cursor.fail(`'${word}' is no field of a segment`, column)
  }
}

function parseVlan(cursor: Cursor): number[] {
  const identifiers = []
  do identifiers.push(takeNumber(cursor, 'a VLAN identifier', 0xfff))
  while (cursor.take(/\./) !== null)
  return identifiers
}
