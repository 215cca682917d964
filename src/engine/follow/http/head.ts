/** Heads of HTTP/1 messages (RFC 9112 §2 to §5). */
import type { HttpMessage } from '../../../contracts/follow'

/** Longer heads are no longer taken for such. */
export const HEAD_AT_MOST = 64 * 1024

export interface Head {
  readonly startLine: string
  readonly headers: HttpMessage['headers']
  /** Bytes with the empty line at its end. */
  readonly length: number
}

const REQUEST = /^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,32} \S{1,16384} HTTP\/1\.[01]$/
const RESPONSE = /^HTTP\/1\.[01] [1-9]\d\d( |$)/

export const isRequest = (startLine: string): boolean => REQUEST.test(startLine)
export const isResponse = (startLine: string): boolean => RESPONSE.test(startLine)

/** The head that `bytes` begin with; null: they begin with none, or it isn't there whole. */
export function parseHead(bytes: Uint8Array): Head | null {
  // One byte a character: heads may hold any.
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
  const end = /\r?\n\r?\n/.exec(text)
  if (end === null) return null
  const [startLine = '', ...lines] = text.slice(0, end.index).split(/\r?\n/)
  if (!isRequest(startLine) && !isResponse(startLine)) return null
  const headers: [string, string][] = []
  for (const line of lines) {
    const last = headers.at(-1)
    // A folded line goes on with the one before it (RFC 9112 §5.2).
    if (/^[ \t]/.test(line) && last !== undefined) {
      last[1] = `${last[1]} ${line.trim()}`
      continue
    }
    const colon = line.indexOf(':')
    if (colon > 0) headers.push([line.slice(0, colon).trimEnd(), line.slice(colon + 1).trim()])
  }
  return { startLine, headers, length: end.index + end[0].length }
}

/** Every value of a header, in one list; '' where there is none. */
export function headerValue({ headers }: Pick<Head, 'headers'>, name: string): string {
  return headers
    .filter(([known]) => known.toLowerCase() === name)
    .map(([, value]) => value)
    .join(', ')
}

/** Names in a list of codings, the first applied first. */
export const codingNames = (value: string): string[] =>
  value
    .split(',')
    .map((coding) => coding.replace(/;.*/, '').trim().toLowerCase())
    .filter((coding) => coding !== '' && coding !== 'identity')
