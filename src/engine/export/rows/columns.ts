/** Rows as JSON Lines or CSV, from one list of columns. */
import type { ByteText } from './byteText'

/** A column: its dotted name says where it stands in the JSON object, `client.port` → `{"client":{"port":…}}`. */
export interface Column<Row> {
  readonly name: string
  /** Written between quotes in JSON; what is written must then hold nothing that JSON escapes. */
  readonly isQuoted: boolean
  /** May hold what CSV quotes (arrays, objects), or `null`, which CSV leaves empty. */
  readonly isList: boolean
  readonly write: (out: ByteText, row: Row) => void
}

/** A whole or broken number. */
export const number = <Row>(name: string, read: (row: Row) => number): Column<Row> => ({
  name,
  isQuoted: false,
  isList: false,
  write: (out, row) => out.number(read(row)),
})

/** ASCII text that JSON doesn't escape. */
export const string = <Row>(name: string, read: (row: Row) => string): Column<Row> => ({
  name,
  isQuoted: true,
  isList: false,
  write: (out, row) => out.ascii(read(row)),
})

/** A list, written as JSON item by item. */
export const list = <Row, Item>(
  name: string,
  read: (row: Row) => readonly Item[],
  item: (out: ByteText, item: Item) => void,
): Column<Row> => ({
  name,
  isQuoted: false,
  isList: true,
  write: (out, row) => {
    const items = read(row)
    out.ascii('[')
    for (let index = 0; index < items.length; index += 1) {
      if (index > 0) out.ascii(',')
      item(out, items[index] as Item)
    }
    out.ascii(']')
  },
})

/** JSON as it stands, ASCII: true, null, an array, an object. */
export const plain = <Row>(name: string, read: (row: Row) => string): Column<Row> => ({
  name,
  isQuoted: false,
  isList: true,
  write: (out, row) => out.ascii(read(row)),
})

/** A duration in seconds, from whole nanoseconds; null where there is none. */
export const seconds = <Row>(name: string, read: (row: Row) => number | null): Column<Row> => ({
  name,
  isQuoted: false,
  isList: true,
  write: (out, row) => {
    const nanoseconds = read(row)
    if (nanoseconds === null) out.ascii('null')
    else out.seconds(nanoseconds)
  },
})

/** Adds one row to a text. */
export type RowWriter<Row> = (out: ByteText, row: Row) => void

/** Writes a row as one line of JSON. Columns with a common parent must stand together. */
export function jsonWriter<Row>(columns: readonly Column<Row>[]): RowWriter<Row> {
  const encoder = new TextEncoder()
  const leads = columns.map((column, index) => encoder.encode(leadOf(columns[index - 1], column)))
  const last = columns[columns.length - 1]
  const end = encoder.encode(`${last?.isQuoted ? '"' : ''}${'}'.repeat(parentsOf(last?.name).length + 1)}\n`)
  const writes = columns.map((column) => column.write)
  return (out, row) => {
    for (let index = 0; index < writes.length; index += 1) {
      out.raw(leads[index] as Uint8Array)
      ;(writes[index] as RowWriter<Row>)(out, row)
    }
    out.raw(end)
  }
}

const parentsOf = (name: string | undefined): string[] => name?.split('.').slice(0, -1) ?? []

/** What JSON needs between the value before and this one: quotes, closing braces, a comma, opening braces, the key. */
function leadOf<Row>(before: Column<Row> | undefined, column: Column<Row>): string {
  const left = parentsOf(before?.name)
  const path = column.name.split('.')
  const parents = path.slice(0, -1)
  let shared = 0
  while (shared < left.length && shared < parents.length && left[shared] === parents[shared]) shared += 1
  const opened = parents
    .slice(shared)
    .map((parent) => `"${parent}":{`)
    .join('')
  const closed = before ? `${before.isQuoted ? '"' : ''}${'}'.repeat(left.length - shared)},` : '{'
  return `${closed}${opened}"${path[path.length - 1]}":${column.isQuoted ? '"' : ''}`
}

/** Writes a row as one line of CSV (RFC 4180). */
export function csvWriter<Row>(columns: readonly Column<Row>[]): RowWriter<Row> {
  return (out, row) => {
    for (const [index, column] of columns.entries()) {
      if (index > 0) out.ascii(',')
      const from = out.size
      column.write(out, row)
      if (column.isList) out.asCsvCell(from)
    }
    out.ascii('\r\n')
  }
}

export const csvHeader = <Row>(columns: readonly Column<Row>[]): string =>
  `${columns.map((column) => column.name).join(',')}\r\n`
