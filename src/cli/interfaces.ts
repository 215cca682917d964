/** `lastack interfaces`: what can be captured, and what keeps the rest from it. */
import { CaptureControl } from '../captureControl/captureControl'
import type { Interfaces } from '../contracts/capture'
import { csvHeader, csvWriter, jsonWriter } from '../engine/export/rows/columns'
import { EXIT, type ExitStatus, Failure, usage } from './exit'
import { INTERFACES_HELP } from './help'
import { interfaceColumns } from './interfaceColumns'
import { interfaceTable } from './interfaceTable'
import { CAPTURE_PROGRAM } from './live/captureProgram'
import { formatOf, parse } from './options'
import { Output } from './output'

export async function interfaces(args: readonly string[]): Promise<ExitStatus> {
  const { values, positionals } = parse('interfaces', args, { format: { type: 'string' } })
  const output = new Output()
  if (values.help) {
    output.write(INTERFACES_HELP)
    output.flush()
    return EXIT.DONE
  }
  if (positionals.length > 0) throw usage(`interfaces lists those of this host, not "${positionals[0]}"`, 'interfaces')
  const format = formatOf('interfaces', values.format)
  const listed = await list()
  if (format === 'table') {
    for (const line of interfaceTable(listed.interfaces)) output.write(line)
  } else {
    const columns = interfaceColumns(format === 'csv')
    if (format === 'csv') output.write(csvHeader(columns))
    const write = format === 'json' ? jsonWriter(columns) : csvWriter(columns)
    for (const one of listed.interfaces) write(output, one)
  }
  output.flush()
  if (!values.quiet) tellEngines(listed)
  return EXIT.DONE
}

/** @throws Failure where nothing can be listed. */
async function list(): Promise<Interfaces> {
  const control = new CaptureControl(CAPTURE_PROGRAM, { onEvent: () => {}, onGone: () => {} })
  try {
    const listed = await control.interfaces()
    if (listed.interfaces.length === 0) throw new Failure('This system has no network interface.', EXIT.UNREADABLE)
    return listed
  } catch (error) {
    if (error instanceof Failure) throw error
    throw new Failure(error instanceof Error ? error.message : String(error), EXIT.UNREADABLE)
  } finally {
    await control.end()
  }
}

/** Interfaces say why they can't be captured; where they can, an engine that can't is worth a word. */
function tellEngines({ engines, interfaces: all }: Interfaces): void {
  if (all.every(({ engines: able }) => able.length === 0)) return
  for (const { engine, why } of engines)
    if (why !== null) process.stderr.write(`lastack: note: ${engine} can't be used: ${why}\n`)
}
