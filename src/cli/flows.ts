/** `lastack flows CAPTURE…`: one TCP connection per line. */
import { ASSUME, assumeOption } from './assumeOption'
import { csvHeader, csvWriter, jsonWriter } from './columns'
import type { ExitStatus } from './exit'
import { EXIT } from './exit'
import { FLOW_COLUMNS, FlowRow } from './flowColumns'
import { flowTable } from './flowTable'
import { FLOWS_HELP } from './help'
import { rowOptions } from './options'
import { Output } from './output'
import { openCapture } from './readCapture'

export async function flows(args: readonly string[]): Promise<ExitStatus> {
  const options = rowOptions('flows', args, ASSUME)
  const output = new Output()
  if (options === null) {
    output.write(FLOWS_HELP)
    output.flush()
    return EXIT.DONE
  }
  const assumptions = assumeOption('flows', options.values.assume)
  const { core, source, all } = await openCapture(options.captures, options.isQuiet)
  const status = await all()
  core.buildIndex()
  const count = core.flowCount()
  if (options.format === 'csv') output.write(csvHeader(FLOW_COLUMNS))
  if (options.format === 'table') {
    for (const line of flowTable(core, source, assumptions)) output.write(line)
  } else if (count > 0) {
    const row = new FlowRow(core, source, assumptions)
    const write = options.format === 'json' ? jsonWriter(FLOW_COLUMNS) : csvWriter(FLOW_COLUMNS)
    for (let id = 0; id < count; id += 1) {
      write(output, row.at(id))
      output.settle()
    }
  }
  output.flush()
  source.close()
  return status
}
