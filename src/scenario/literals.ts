import type { Cursor } from './cursor'
import type { WireNumber } from './script'

const ESCAPES: Readonly<Record<string, string>> = { r: '\r', n: '\n', t: '\t', '0': '\0', '"': '"', '\\': '\\' }
const DIGITS_OF_NANOSECONDS = 9

/**
 * A whole number from 0 to `max`.
 * @throws ScriptError where there is none or it is larger.
 */
export function takeNumber(cursor: Cursor, what: string, max: number): number {
  const column = cursor.column
  const value = Number(cursor.expect(/0x[0-9a-fA-F]+|\d+/, what))
  return value <= max ? value : cursor.fail(`${what} is at most ${max}`, column)
}

/** A relative number, or `=number` as on the wire. Relative ones may pass 2^32: they wrap on the wire. */
export function takeWireNumber(cursor: Cursor, what: string): WireNumber {
  const isRaw = cursor.take(/=/) !== null
  return { isRaw, value: takeNumber(cursor, what, isRaw ? 0xffff_ffff : Number.MAX_SAFE_INTEGER) }
}

/** Seconds with up to nine decimals, as nanoseconds. */
export function takeSeconds(cursor: Cursor, what: string): bigint {
  const [whole = '', fraction = ''] = cursor.expect(/\d+(\.\d{1,9})?/, what).split('.')
  return BigInt(whole + fraction.padEnd(DIGITS_OF_NANOSECONDS, '0'))
}

/** Bytes written as `x"0a 1b"`, or null where something else comes next. */
export function takeHex(cursor: Cursor): Uint8Array | null {
  const column = cursor.column
  const literal = cursor.take(/x"[^"]*"/)
  if (literal === null) return null
  const digits = literal.slice(2, -1).replace(/\s/g, '')
  if (!/^([0-9a-fA-F]{2})*$/.test(digits)) cursor.fail('hex takes two digits a byte', column)
  return Uint8Array.from(digits.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
}

/** Text in double quotes, or null where something else comes next. `\xHH` is a byte, other text is UTF-8. */
export function takeText(cursor: Cursor): Uint8Array | null {
  const column = cursor.column
  const literal = cursor.take(/"(\\.|[^"\\])*"/)
  if (literal === null) return cursor.take(/"/) === null ? null : cursor.fail('this text has no closing quote', column)
  const bytes: number[] = []
  for (const [part] of literal.slice(1, -1).matchAll(/\\x[0-9a-fA-F]{2}|\\.|[^\\]+/gs)) {
    bytes.push(...bytesOfPart(part, () => cursor.fail(`'${part}' is no escape`, column)))
  }
  return Uint8Array.from(bytes)
}

function bytesOfPart(part: string, fail: () => never): Iterable<number> {
  if (!part.startsWith('\\')) return new TextEncoder().encode(part)
  if (part.length === 4) return [Number.parseInt(part.slice(2), 16)]
  return new TextEncoder().encode(ESCAPES[part.slice(1)] ?? fail())
}
