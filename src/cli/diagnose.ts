/** `lastack diagnose CAPTURE…`: the report on one capture, or what two of the same connections tell together. */
import { ASSUME, assumeOption } from './assumeOption'
import { diagnoseOne } from './diagnoseOne'
import { EXIT, type ExitStatus, usage } from './exit'
import { flowOption } from './flowOption'
import { DIAGNOSE_HELP } from './help'
import { parse } from './options'
import { Output } from './output'
import { diagnoseTwoEnds } from './twoEnds'

export async function diagnose(args: readonly string[]): Promise<ExitStatus> {
  const { values, positionals } = parse('diagnose', args, {
    all: { type: 'boolean' },
    flow: { type: 'string' },
    format: { type: 'string' },
    ...ASSUME,
  })
  if (values.help) {
    const output = new Output()
    output.write(DIAGNOSE_HELP)
    output.flush()
    return EXIT.DONE
  }
  const [first, second, ...others] = positionals
  if (first === undefined) throw usage('name a capture file, or - for standard input', 'diagnose')
  if (others.length > 0) {
    throw usage('name one capture, or two of the same connections, one taken at each end', 'diagnose')
  }
  const format = values.format ?? 'text'
  if (format !== 'text' && format !== 'json') throw usage(`--format is text or json, not "${format}"`, 'diagnose')
  const isQuiet = values.quiet === true
  const flow = flowOption('diagnose', values.flow)
  const isAll = values.all === true
  const assumptions = assumeOption('diagnose', values.assume)
  if (second === undefined) return diagnoseOne({ capture: first, format, isAll, flow, assumptions, isQuiet })
  if (isAll || flow !== null || values.assume !== undefined) {
    throw usage('--all, --flow and --assume are for one capture', 'diagnose')
  }
  return diagnoseTwoEnds({ first, second, format, isQuiet })
}
