/** `lastack ladder CAPTURE --flow N`: the ladder of one connection. */
import type { LadderRow } from '../contracts/engine'
import type { Core } from '../engine/core'
import { readFlow } from '../engine/flows/flow'
import { type Ladder, planLadder } from '../engine/ladder/index'
import { Judge } from '../engine/verdicts/judge'
import { EXIT, type ExitStatus, type Failure, usage } from './exit'
import { LADDER_HELP } from './help'
import { ladderText } from './ladderText'
import { oneCapture, parse } from './options'
import { Output } from './output'
import { openCapture } from './readCapture'

interface LadderOptions {
  readonly capture: string
  readonly flow: number
  readonly isUnfolded: boolean
  readonly isQuiet: boolean
}

export async function ladder(args: readonly string[]): Promise<ExitStatus> {
  const options = ladderOptions(args)
  const output = new Output()
  if (options === null) {
    output.write(LADDER_HELP)
    output.flush()
    return EXIT.DONE
  }
  const { core, source, all } = await openCapture(options.capture, options.isQuiet)
  const status = await all()
  try {
    if (status === EXIT.UNREADABLE) return status
    const count = core.flowCount()
    if (options.flow >= count) throw noSuchFlow(options.capture, options.flow, count)
    const flow = readFlow(core, options.flow, new Judge(core, source))
    const plan = options.isUnfolded ? unfolded(core, flow) : planLadder(core, flow, new Set())
    const rows = plan.rows(0, plan.outline.rows)
    for (const line of ladderText(plan.outline, rows, flow.first)) output.write(line)
    output.flush()
    return status
  } finally {
    source.close()
  }
}

function ladderOptions(args: readonly string[]): LadderOptions | null {
  const { values, positionals } = parse('ladder', args, {
    flow: { type: 'string' },
    format: { type: 'string' },
    unfold: { type: 'boolean' },
  })
  if (values.help) return null
  if (values.format !== undefined && values.format !== 'text') {
    throw usage(`--format is text, not "${values.format}"`, 'ladder')
  }
  const { flow } = values
  if (typeof flow !== 'string') throw usage('say which connection: --flow N, as lastack flows prints it', 'ladder')
  if (!/^\d{1,10}$/.test(flow)) throw usage(`--flow is a number, not "${flow}"`, 'ladder')
  return {
    capture: oneCapture('ladder', positionals),
    flow: Number(flow),
    isUnfolded: values.unfold === true,
    isQuiet: values.quiet === true,
  }
}

/** Every fold opened: opening one never makes another, so one more plan is enough. */
function unfolded(core: Core, flow: ReturnType<typeof readFlow>): Ladder {
  const folded = planLadder(core, flow, new Set())
  const isFold = (row: LadderRow): row is Extract<LadderRow, { kind: 'fold' }> => row.kind === 'fold'
  const folds = folded.rows(0, folded.outline.rows).filter(isFold)
  return planLadder(core, flow, new Set(folds.map(({ segment }) => segment)))
}

function noSuchFlow(capture: string, flow: number, count: number): Failure {
  const range = count === 0 ? 'it holds no TCP connection' : `it holds flows 0 to ${count - 1}`
  return usage(`${capture}: there is no flow ${flow}; ${range}`, 'ladder')
}
