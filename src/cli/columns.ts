/** Rows as JSON Lines or CSV, from one list of columns. */

/** A column: its dotted name says where it stands in the JSON object, `client.port` → `{"client":{"port":…}}`. */
export interface Column<Row> {
  readonly name: string
  /**
   * The value as text. `number` and `list` are JSON as they stand (a number, null, true, an array, an object); `string`
   * gets quotes and must hold nothing that JSON escapes.
   */
  readonly kind: 'number' | 'string' | 'list'
  readonly read: (row: Row) => string
}

/** A function that writes a row as one line of JSON. Columns with a common parent must stand together. */
export function jsonWriter<Row>(columns: readonly Column<Row>[]): (row: Row) => string {
  const parts = columns.map((column, index) => {
    const before = parentsOf(columns[index - 1]?.name)
    return { read: column.read, lead: leadOf(before, column, index === 0) }
  })
  const last = columns[columns.length - 1]
  const end = `${last?.kind === 'string' ? '"' : ''}${'}'.repeat(parentsOf(last?.name).length + 1)}\n`
  const quotes = columns.map((_, index) => (columns[index - 1]?.kind === 'string' ? '"' : ''))
  const leads = parts.map(({ lead }, index) => (quotes[index] as string) + lead)
  const reads = columns.map((column) => column.read)
  return (row) => {
    let line = ''
    for (let index = 0; index < reads.length; index += 1) {
      line += leads[index]
      line += (reads[index] as (row: Row) => string)(row)
    }
    return line + end
  }
}

const parentsOf = (name: string | undefined): string[] => name?.split('.').slice(0, -1) ?? []

/** What JSON needs between the value before and this one: closing braces, a comma, opening braces, the key. */
function leadOf<Row>(before: readonly string[], column: Column<Row>, isFirst: boolean): string {
  const path = column.name.split('.')
  const parents = path.slice(0, -1)
  let shared = 0
  while (shared < before.length && shared < parents.length && before[shared] === parents[shared]) shared += 1
  const opened = parents
    .slice(shared)
    .map((parent) => `"${parent}":{`)
    .join('')
  const quote = column.kind === 'string' ? '"' : ''
  return `${isFirst ? '{' : `${'}'.repeat(before.length - shared)},`}${opened}"${path[path.length - 1]}":${quote}`
}

/** A function that writes a row as one line of CSV (RFC 4180). */
export function csvWriter<Row>(columns: readonly Column<Row>[]): (row: Row) => string {
  return (row) => `${columns.map((column) => csvCell(column.read(row))).join(',')}\r\n`
}

export const csvHeader = <Row>(columns: readonly Column<Row>[]): string =>
  `${columns.map((column) => column.name).join(',')}\r\n`

function csvCell(text: string): string {
  if (text === 'null') return ''
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
