/** `lastack flows CAPTURE…`: one TCP connection per line. */

import { csvHeader, csvWriter, jsonWriter } from '../engine/export/rows/columns'
import { FLOW_COLUMNS, FlowRow } from '../engine/export/rows/flowColumns'
import { PROFILES } from '../engine/profiles/index'
import { Judge } from '../engine/verdicts/judge'
import { ANONYMISE, anonymiseOption, toldCore } from './anonymiseOption'
import { ASSUME, assumeOption } from './assumeOption'
import type { ExitStatus } from './exit'
import { EXIT } from './exit'
import { FILTER, filterOption } from './filterOption'
import { flowTable } from './flowTable'
import { FLOWS_HELP } from './help'
import { rowOptions } from './options'
import { Output } from './output'
import { openCapture } from './readCapture'

export async function flows(args: readonly string[]): Promise<ExitStatus> {
  const options = rowOptions('flows', args, { ...ASSUME, ...ANONYMISE, ...FILTER })
  const output = new Output()
  if (options === null) {
    output.write(FLOWS_HELP)
    output.flush()
    return EXIT.DONE
  }
  const assumptions = assumeOption('flows', options.values.assume)
  const mask = anonymiseOption('flows', options.values)
  const filter = await filterOption('flows', options.values.filter)
  const { core: plain, source, all } = await openCapture(options.captures, options.isQuiet)
  const status = await all()
  plain.buildIndex()
  const core = toldCore(plain, mask)
  const judge = new Judge(core, source, PROFILES, assumptions)
  // What is looked for was written by someone who knows the addresses as they are.
  const passed = filter?.flows({ core: plain, source, judge: mask === null ? judge : judge.of(plain) }) ?? null
  const count = core.flowCount()
  if (options.format === 'csv') output.write(csvHeader(FLOW_COLUMNS))
  if (options.format === 'table') {
    for (const line of flowTable(core, judge, passed)) output.write(line)
  } else if (count > 0) {
    const row = new FlowRow(core, judge)
    const write = options.format === 'json' ? jsonWriter(FLOW_COLUMNS) : csvWriter(FLOW_COLUMNS)
    for (let id = 0; id < count; id += 1) {
      if (passed?.[id] === 0) continue
      write(output, row.at(id))
      output.settle()
    }
  }
  output.flush()
  source.close()
  return status
}
