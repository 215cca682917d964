import { describe, expect, test } from 'vitest'
import { type Column, csvHeader, csvWriter, jsonWriter } from './columns'

interface Row {
  readonly id: number
  readonly host: string
  readonly port: number | null
  readonly title: string
}
const COLUMNS: readonly Column<Row>[] = [
  { name: 'id', kind: 'number', read: ({ id }) => String(id) },
  { name: 'server.host', kind: 'string', read: ({ host }) => host },
  { name: 'server.port', kind: 'number', read: ({ port }) => String(port) },
  { name: 'server.name.short', kind: 'string', read: () => 'x' },
  { name: 'title', kind: 'list', read: ({ title }) => JSON.stringify(title) },
  { name: 'last.word', kind: 'string', read: () => 'y' },
]
const ROW: Row = { id: 7, host: '::1', port: null, title: 'a, "b"' }

describe('rows', () => {
  test('become one line of JSON, nested by their dotted names', () => {
    const line = jsonWriter(COLUMNS)(ROW)
    expect(line.endsWith('}\n')).toBe(true)
    expect(JSON.parse(line)).toEqual({
      id: 7,
      server: { host: '::1', port: null, name: { short: 'x' } },
      title: 'a, "b"',
      last: { word: 'y' },
    })
  })

  test('become one line of CSV, quoted where needed, null empty', () => {
    expect(csvHeader(COLUMNS)).toBe('id,server.host,server.port,server.name.short,title,last.word\r\n')
    expect(csvWriter(COLUMNS)(ROW)).toBe('7,::1,,x,"""a, \\""b\\""""",y\r\n')
  })
})
