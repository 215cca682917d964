/** `lastack anonymise CAPTURE... -w FILE`: the packets with other addresses, as one pcapng. */
import { type SavedFrom, saveCapture } from '../engine/save/index'
import { Judge } from '../engine/verdicts/judge'
import { maskOfKey } from './anonymiseOption'
import { EXIT, type ExitStatus, Failure, usage } from './exit'
import { flowOption, noSuchFlow } from './flowOption'
import { ANONYMISE_HELP } from './help'
import { namedCaptures, parse } from './options'
import { Output } from './output'
import { openCapture } from './readCapture'

const COMMAND = 'anonymise'

export async function anonymise(args: readonly string[]): Promise<ExitStatus> {
  const { values, positionals } = parse(COMMAND, args, {
    write: { type: 'string', short: 'w' },
    flow: { type: 'string' },
    key: { type: 'string' },
    payloads: { type: 'boolean' },
    verdicts: { type: 'boolean' },
  })
  if (values.help) {
    const output = new Output()
    output.write(ANONYMISE_HELP)
    output.flush()
    return EXIT.DONE
  }
  const captures = namedCaptures(COMMAND, positionals)
  const path = values.write
  if (typeof path !== 'string' || path === '') throw usage('say where to: -w FILE', COMMAND)
  const flow = flowOption(COMMAND, values.flow)
  const mask = maskOfKey(COMMAND, values.key)
  const { core, source, position, all } = await openCapture(captures, values.quiet === true)
  const status = await all()
  try {
    if (status === EXIT.UNREADABLE) return status
    core.buildIndex()
    const count = core.flowCount()
    if (flow !== null && flow >= count) throw noSuchFlow(COMMAND, source.path, flow, count)
    const judge = new Judge(core, source)
    const codes = Uint16Array.from({ length: count }, (_, id) => judge.code(id))
    const from: SavedFrom = {
      core,
      source,
      judge,
      verdicts: { codes },
      kept: { offset: 0, framesBefore: 0 },
      position: position(),
    }
    const saved = await saveCapture(from, {
      path,
      selection: flow === null ? { what: 'all' } : { what: 'flows', flows: [flow] },
      hasComments: values.verdicts === true,
      anonymising: { hasPayloads: values.payloads === true },
      mask,
    })
    if (saved.packets === null) throw new Failure(saved.message.en, EXIT.UNREADABLE)
    if (values.quiet !== true) process.stderr.write(`lastack: ${saved.message.en}\n`)
    return status
  } finally {
    source.close()
  }
}
