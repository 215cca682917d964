import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ByteText } from './byteText'
import {
  type Column,
  csvHeader,
  csvWriter,
  jsonWriter,
  number,
  plain,
  type RowWriter,
  seconds,
  string,
} from './columns'

interface Row {
  readonly id: number
  readonly host: string
  readonly port: number | null
  readonly title: string
}
const COLUMNS: readonly Column<Row>[] = [
  number('id', ({ id }) => id),
  string('server.host', ({ host }) => host),
  seconds('server.rtt', ({ port }) => port),
  string('server.name.short', () => 'x'),
  plain('title', ({ title }) => JSON.stringify(title)),
  string('last.word', () => 'y'),
]
const ROW: Row = { id: 7, host: '::1', port: null, title: 'a, "b"' }

function written(writer: RowWriter<Row>, row: Row): string {
  const out = new ByteText()
  writer(out, row)
  return out.toString()
}

describe('rows', () => {
  test('become one line of JSON, nested by their dotted names', () => {
    const line = written(jsonWriter(COLUMNS), ROW)
    expect(line.endsWith('}\n')).toBe(true)
    expect(JSON.parse(line)).toEqual({
      id: 7,
      server: { host: '::1', rtt: null, name: { short: 'x' } },
      title: 'a, "b"',
      last: { word: 'y' },
    })
  })

  test('become one line of CSV, quoted where needed, null empty', () => {
    expect(csvHeader(COLUMNS)).toBe('id,server.host,server.rtt,server.name.short,title,last.word\r\n')
    expect(written(csvWriter(COLUMNS), ROW)).toBe('7,::1,,x,"""a, \\""b\\""""",y\r\n')
    expect(written(csvWriter(COLUMNS), { ...ROW, port: 28_100_000 })).toBe('7,::1,0.0281,x,"""a, \\""b\\""""",y\r\n')
  })
})

describe('bytes', () => {
  const of = (write: (out: ByteText) => void): string => {
    const out = new ByteText()
    write(out)
    return out.toString()
  }

  test('hold every number as JSON does', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.maxSafeInteger(), fc.integer(), fc.double({ noDefaultInfinity: true, noNaN: true })),
        (value) => {
          expect(JSON.parse(of((out) => out.number(value)))).toBe(value === 0 ? 0 : value)
        },
      ),
    )
    expect(of((out) => out.number(Number.NaN))).toBe('null')
  })

  test('hold nanoseconds as seconds, exactly', () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), (nanoseconds) => {
        const text = of((out) => out.seconds(nanoseconds))
        const [whole, decimals = ''] = text.split('.')
        expect(BigInt(whole as string) * 1_000_000_000n + BigInt(decimals.padEnd(9, '0'))).toBe(BigInt(nanoseconds))
        expect(text).not.toMatch(/\.\d*0$/)
      }),
    )
  })

  test('hold any text, however long', () => {
    const text = 'Zurück ✓ 网络 '.repeat(40_000)
    expect(of((out) => out.text(text))).toBe(text)
  })
})
