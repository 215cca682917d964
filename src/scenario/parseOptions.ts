import type { Cursor } from './cursor'
import { takeHex, takeNumber, takeWireNumber } from './literals'
import { OptionKind, type TcpOption } from './options'

const BODY_MAX = 38

/** Options between `<` and `>`, which comes next. */
export function parseOptions(cursor: Cursor): readonly TcpOption[] {
  cursor.expect(/</, "'<'")
  const options: TcpOption[] = []
  while (cursor.take(/>/) === null) {
    if (options.length > 0) cursor.expect(/,/, "',' or '>'")
    options.push(parseOption(cursor))
  }
  return options
}

function parseOption(cursor: Cursor): TcpOption {
  const column = cursor.column
  const word = cursor.expect(/[A-Za-z0-9]+/, 'a TCP option')
  switch (word) {
    case 'eol':
    case 'nop':
    case 'sackOK':
      return { option: word }
    case 'mss':
      return { option: 'mss', bytes: takeNumber(cursor, 'the MSS', 0xffff) }
    case 'wscale':
      return { option: 'wscale', shift: takeNumber(cursor, 'the window scale', 0xff) }
    case 'sack':
      return { option: 'sack', blocks: parseBlocks(cursor) }
    case 'TS':
      return parseTimestamps(cursor)
    case 'fastopen':
      return { option: 'kind', kind: OptionKind.FASTOPEN, body: takeHex(cursor) ?? new Uint8Array(0) }
    case 'md5':
      return { option: 'kind', kind: OptionKind.MD5, body: expectBody(cursor) }
    case 'mptcp':
      return { option: 'kind', kind: OptionKind.MPTCP, body: expectBody(cursor) }
    case 'ao': {
      const keyId = takeNumber(cursor, 'the KeyID', 0xff)
      const nextKeyId = takeNumber(cursor, 'the RNextKeyID', 0xff)
      return { option: 'ao', keyId, nextKeyId, mac: expectBody(cursor) }
    }
    case 'kind':
      return { option: 'kind', kind: takeNumber(cursor, 'the kind', 0xff), body: expectBody(cursor) }
    default:
      return cursor.fail(`'${word}' is no TCP option`, column)
  }
}

function parseBlocks(cursor: Cursor) {
  const blocks = []
  do {
    const left = takeWireNumber(cursor, 'the left edge of a SACK block')
    cursor.expect(/:/, "':' between the edges of a SACK block")
    blocks.push({ left, right: takeWireNumber(cursor, 'the right edge of a SACK block') })
  } while (cursor.take(/(?==?\d)/) !== null)
  return blocks
}

function parseTimestamps(cursor: Cursor): TcpOption {
  if (cursor.take(/val\b/) === null) return { option: 'TS', value: null, echo: null }
  const value = takeNumber(cursor, 'the timestamp value', 0xffff_ffff)
  cursor.expect(/ecr\b/, "'ecr'")
  return { option: 'TS', value, echo: takeNumber(cursor, 'the timestamp echo', 0xffff_ffff) }
}

function expectBody(cursor: Cursor): Uint8Array {
  const column = cursor.column
  const body = takeHex(cursor) ?? cursor.fail('expected bytes like x"00ff"')
  return body.length <= BODY_MAX ? body : cursor.fail(`an option holds at most ${BODY_MAX} bytes`, column)
}
