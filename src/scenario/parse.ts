import { addressBytes, macBytes } from './addresses'
import { Cursor } from './cursor'
import { takeHex, takeNumber, takeSeconds } from './literals'
import { parseOptions } from './parseOptions'
import { parseMoment, parseSegment } from './parseSegment'
import type { EndpointSetting, EndpointStatement, Script, SettingStatement, Statement } from './script'

/** Used where a script names no start: any fixed moment does. */
const DEFAULT_START = '2026-01-15T09:30:00Z'
const NANOSECONDS_PER_MILLISECOND = 1_000_000n

type Globals = { -readonly [Key in 'link' | 'start' | 'snapLength']: Script[Key] }

/**
 * Reads a segment script; docs/segment-script.md describes the language.
 * @throws ScriptError with line and column of the first mistake.
 */
export function parse(text: string): Script {
  const lines = text.split(/\r?\n/)
  const globals: Globals = { link: 'ethernet', start: epochNs(DEFAULT_START), snapLength: 0 }
  const names = new Set<string>()
  const statements: Statement[] = []
  for (const [index, content] of lines.entries()) {
    const cursor = new Cursor(content, index + 1)
    if (cursor.isAtEnd) continue
    const statement = parseLine(cursor, globals, names)
    cursor.expectEnd()
    if (statement !== null) statements.push(statement)
    if (statement?.kind === 'endpoint') names.add(statement.name)
  }
  return { ...parseHeader(lines), ...globals, statements }
}

/** The comment lines that a script begins with: title, then sentence. */
function parseHeader(lines: readonly string[]): Pick<Script, 'title' | 'sentence'> {
  const end = lines.findIndex((line) => !line.startsWith('#'))
  const comments = lines.slice(0, end < 0 ? lines.length : end).map((line) => line.slice(1).trim())
  return { title: comments[0] ?? '', sentence: comments.slice(1).join(' ') }
}

function parseLine(cursor: Cursor, globals: Globals, names: ReadonlySet<string>): Statement | null {
  if (cursor.take(/(?=[+@])/) !== null) return parseEvent(cursor, names)
  const { line, column } = cursor
  const word = cursor.expect(/[A-Za-z]\w*/, 'a time, an endpoint or a setting')
  if (cursor.take(/=/) === null) return parseSetting(cursor, word, column, names)
  if (parseGlobal(cursor, word, globals)) return null
  if (names.has(word)) cursor.fail(`'${word}' is an endpoint already`, column)
  return { kind: 'endpoint', line, column, name: word, ...parseEndpoint(cursor) }
}

function parseEvent(cursor: Cursor, names: ReadonlySet<string>): Statement {
  const { line, column } = cursor
  const moment = parseMoment(cursor)
  if (cursor.take(/frame\b/) === null) return parseSegment(cursor, moment, names)
  return { kind: 'frame', line, column, moment, bytes: takeHex(cursor) ?? cursor.fail('expected bytes like x"00ff"') }
}

function parseGlobal(cursor: Cursor, word: string, globals: Globals): boolean {
  if (word === 'link') {
    globals.link = cursor.expect(/ethernet\b|raw\b/, "'ethernet' or 'raw'") === 'raw' ? 'raw' : 'ethernet'
  } else if (word === 'snaplen') {
    globals.snapLength = takeNumber(cursor, 'the snap length', 0x4_0000)
  } else if (word === 'start') {
    const date = cursor.take(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,3})?Z/)
    globals.start = date === null ? takeSeconds(cursor, "a time like '2026-01-15T09:30:00Z'") : epochNs(date)
  } else {
    return false
  }
  return true
}

const epochNs = (date: string): bigint => BigInt(Date.parse(date)) * NANOSECONDS_PER_MILLISECOND

function parseEndpoint(cursor: Cursor): Pick<EndpointStatement, 'address' | 'port'> {
  const column = cursor.column
  const text = cursor.expect(/\[[0-9a-fA-F:]+\]|\d+(\.\d+)+/, "an address like '192.0.2.1:80' or '[2001:db8::1]:80'")
  const address = addressBytes(text.replace(/[[\]]/g, '')) ?? cursor.fail(`'${text}' is no address`, column)
  cursor.expect(/:/, "':' and a port")
  return { address, port: takeNumber(cursor, 'the port', 0xffff) }
}

function parseSetting(cursor: Cursor, word: string, column: number, names: ReadonlySet<string>): SettingStatement {
  const nameColumn = cursor.column
  const endpoint = cursor.expect(/[A-Za-z]\w*/, "'=' or the name of an endpoint")
  if (!names.has(endpoint)) cursor.fail(`no endpoint is called '${endpoint}'`, nameColumn)
  cursor.expect(/=/, "'='")
  return { kind: 'setting', line: cursor.line, column, endpoint, ...parseEndpointSetting(cursor, word, column) }
}

function parseEndpointSetting(cursor: Cursor, word: string, column: number): EndpointSetting {
  const valueColumn = cursor.column
  switch (word) {
    case 'iss':
      return { setting: word, value: takeNumber(cursor, 'the initial sequence number', 0xffff_ffff) }
    case 'ttl':
      return { setting: word, value: takeNumber(cursor, 'the TTL', 0xff) }
    case 'ipid':
      return { setting: word, value: takeNumber(cursor, 'the IP identification', 0xffff) }
    case 'options':
      return { setting: word, value: parseOptions(cursor) }
    case 'mac': {
      const text = cursor.expect(/\S+/, 'a MAC address')
      return { setting: word, value: macBytes(text) ?? cursor.fail(`'${text}' is no MAC address`, valueColumn) }
    }
    default:
      return cursor.fail(`'${word}' is no setting`, column)
  }
}
