/** Text between quotes. */
import { said } from '../said/said'
import type { Span } from './ast'
import { FilterError } from './problem'

const SINGLE: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
  '"': '"',
  "'": "'",
}
const ESCAPE = /\\(?:x([0-9a-fA-F]{1,2})|([0-7]{1,3})|u([0-9a-fA-F]{4})|([\s\S]))/g

/**
 * What a string literal stands for.
 *
 * @param body between the quotes. @param span of the literal with its quotes.
 * @throws FilterError at an escape that there isn't.
 */
export function unescaped(body: string, span: Span): string {
  return body.replace(ESCAPE, (whole, hex, octal, unicode, other, offset: number) => {
    const digits = hex ?? unicode
    if (digits !== undefined) return String.fromCharCode(Number.parseInt(digits, 16))
    if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8) & 0xff)
    const character = SINGLE[other as string]
    if (character !== undefined) return character
    throw new FilterError(said`There is no escape ${whole}: write a backslash as \\\\.`, {
      at: span.at + 1 + offset,
      length: whole.length,
    })
  })
}
