/** `lastack sockets`: this host's TCP sockets as its kernel knows them. */
import { STATE_NAMES, type StateName } from '../contracts/names'
import type { SocketTable } from '../contracts/sockets'
import { csvHeader, csvWriter, jsonWriter } from '../engine/export/rows/columns'
import { readSockets, SocketsUnreadable } from '../sockets/index'
import { EXIT, type ExitStatus, Failure, usage } from './exit'
import { SOCKETS_HELP } from './help'
import { formatOf, parse } from './options'
import { Output } from './output'
import { SOCKET_COLUMNS } from './socketColumns'
import { inOrder } from './socketOrder'
import { socketTable } from './socketTable'

export async function sockets(args: readonly string[]): Promise<ExitStatus> {
  const { values, positionals } = parse('sockets', args, { format: { type: 'string' }, state: { type: 'string' } })
  const output = new Output()
  if (values.help) {
    output.write(SOCKETS_HELP)
    output.flush()
    return EXIT.DONE
  }
  if (positionals.length > 0) throw usage(`sockets reads this host's kernel, not "${positionals[0]}"`, 'sockets')
  const format = formatOf('sockets', values.format)
  const states = statesOf(values.state)
  const table = await readOrFail()
  const rows = inOrder(table.sockets.filter(({ state }) => states === null || states.has(state)))
  if (format === 'table') {
    for (const line of socketTable(rows)) output.write(line)
  } else {
    if (format === 'csv') output.write(csvHeader(SOCKET_COLUMNS))
    const write = format === 'json' ? jsonWriter(SOCKET_COLUMNS) : csvWriter(SOCKET_COLUMNS)
    for (const row of rows) {
      write(output, row)
      output.settle()
    }
  }
  output.flush()
  if (table.lacks !== null && !values.quiet) process.stderr.write(`lastack: note: ${table.lacks}\n`)
  return EXIT.DONE
}

async function readOrFail(): Promise<SocketTable> {
  try {
    return await readSockets()
  } catch (error) {
    if (error instanceof SocketsUnreadable) throw new Failure(error.message, EXIT.UNREADABLE)
    throw error
  }
}

/** `close-wait,LISTEN`; null: all. */
function statesOf(asked: string | boolean | undefined): ReadonlySet<StateName> | null {
  if (typeof asked !== 'string') return null
  return new Set(asked.split(',').map(stateOf))
}

function stateOf(asked: string): StateName {
  const name = asked.trim().toUpperCase().replaceAll('-', '_')
  const state = STATE_NAMES.find((candidate) => candidate === name)
  if (state === undefined) throw usage(`--state is one of ${STATE_NAMES.join(', ')}, not "${asked}"`, 'sockets')
  return state
}
