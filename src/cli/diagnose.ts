/** `lastack diagnose CAPTURE…`: the report on one capture or several as one, or what two of the same connections tell. */
import { ANONYMISE, anonymiseOption } from './anonymiseOption'
import { ASSUME, assumeOption } from './assumeOption'
import { diagnoseOne } from './diagnoseOne'
import { diagnosePage } from './diagnosePage'
import { EXIT, type ExitStatus, usage } from './exit'
import { FILTER, filterOption } from './filterOption'
import { flowOption } from './flowOption'
import { DIAGNOSE_HELP } from './help'
import { namedCaptures, parse } from './options'
import { Output } from './output'
import { diagnoseTwoEnds } from './twoEnds'

export async function diagnose(args: readonly string[]): Promise<ExitStatus> {
  const { values, positionals } = parse('diagnose', args, {
    all: { type: 'boolean' },
    'as-one': { type: 'boolean' },
    flow: { type: 'string' },
    format: { type: 'string' },
    ...ASSUME,
    ...ANONYMISE,
    ...FILTER,
  })
  if (values.help) {
    const output = new Output()
    output.write(DIAGNOSE_HELP)
    output.flush()
    return EXIT.DONE
  }
  const captures = namedCaptures('diagnose', positionals)
  const format = values.format ?? 'text'
  if (format !== 'text' && format !== 'json' && format !== 'html') {
    throw usage(`--format is text, json or html, not "${format}"`, 'diagnose')
  }
  const isQuiet = values.quiet === true
  const flow = flowOption('diagnose', values.flow)
  const isAll = values.all === true
  const assumptions = assumeOption('diagnose', values.assume)
  const mask = anonymiseOption('diagnose', values)
  const filter = await filterOption('flows', values.filter)
  if (filter !== null && flow !== null) throw usage('--filter and --flow say the same: give one of them', 'diagnose')
  const [first, second, ...others] = captures
  if (format === 'html') {
    if (isAll || flow !== null || filter !== null) {
      throw usage('--all, --flow and --filter are for text and json', 'diagnose')
    }
    if (second !== undefined && values['as-one'] !== true) {
      throw usage('--format html is for one capture; for several that are to be read as one add --as-one', 'diagnose')
    }
    return diagnosePage({ captures, assumptions, mask, isQuiet })
  }
  // Two are taken for the ends of one path; more can't be.
  const areEnds = second !== undefined && others.length === 0 && values['as-one'] !== true
  if (first === undefined || !areEnds) {
    return diagnoseOne({ captures, format, isAll, flow, filter, assumptions, mask, isQuiet })
  }
  if (isAll || flow !== null || filter !== null || values.assume !== undefined || mask !== null) {
    throw usage(
      '--all, --flow, --filter, --assume and --anonymise are for one capture; for two that are to be read as one add --as-one',
      'diagnose',
    )
  }
  return diagnoseTwoEnds({ first, second, format, isQuiet })
}
