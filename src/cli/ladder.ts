/** `lastack ladder CAPTURE… --flow N`: the ladder of one connection. */
import type { Assumptions } from '../contracts/assumptions'
import {
  LADDER_FORMATS,
  LADDER_ROWS_AT_MOST,
  type LadderFormat,
  THEME_NAMES,
  type ThemeName,
} from '../contracts/exports'
import type { LadderRow } from '../contracts/ladderRows'
import type { Mask } from '../engine/anonymise/mask'
import type { Core } from '../engine/core'
import { exportedLadder } from '../engine/export/ladder'
import { readFlow } from '../engine/flows/flow'
import { type Ladder, planLadder } from '../engine/ladder/index'
import { PROFILES } from '../engine/profiles/index'
import type { Timers } from '../engine/profiles/profile'
import { Judge } from '../engine/verdicts/judge'
import { ANONYMISE, anonymiseOption, toldCore } from './anonymiseOption'
import { ASSUME, assumeOption } from './assumeOption'
import { EXIT, type ExitStatus, usage } from './exit'
import { FILTER, type FilterOption, filterOption } from './filterOption'
import { flowOption, noSuchFlow } from './flowOption'
import { LADDER_HELP } from './help'
import { namedCaptures, parse } from './options'
import { Output } from './output'
import { openCapture } from './readCapture'

interface LadderOptions {
  readonly captures: readonly string[]
  /** null: the one that passes the filter. */
  readonly flow: number | null
  readonly filter: FilterOption | null
  readonly format: LadderFormat
  readonly theme: ThemeName
  readonly assumptions: Assumptions
  readonly isUnfolded: boolean
  readonly mask: Mask | null
  readonly isQuiet: boolean
}

export async function ladder(args: readonly string[]): Promise<ExitStatus> {
  const options = await ladderOptions(args)
  const output = new Output()
  if (options === null) {
    output.write(LADDER_HELP)
    output.flush()
    return EXIT.DONE
  }
  const { core: plain, source, all } = await openCapture(options.captures, options.isQuiet)
  const status = await all()
  try {
    if (status === EXIT.UNREADABLE) return status
    const core = toldCore(plain, options.mask)
    const count = core.flowCount()
    if (options.flow !== null && options.flow >= count) throw noSuchFlow('ladder', source.path, options.flow, count)
    const judge = new Judge(core, source, PROFILES, options.assumptions)
    plain.buildIndex()
    const seen = { core: plain, source, judge: options.mask === null ? judge : judge.of(plain) }
    const id = options.flow ?? onlyOne(options.filter?.flows(seen) ?? new Uint8Array(0))
    const flow = readFlow(core, id, judge)
    const timers = judge.timers(id)
    const plan = options.isUnfolded ? unfolded(core, flow, timers) : planLadder(core, flow, new Set(), timers)
    const look = { format: options.format, theme: options.theme, most: LADDER_ROWS_AT_MOST }
    for (const line of exportedLadder(plan, flow, look)) output.write(line)
    output.flush()
    return status
  } finally {
    source.close()
  }
}

async function ladderOptions(args: readonly string[]): Promise<LadderOptions | null> {
  const { values, positionals } = parse('ladder', args, {
    flow: { type: 'string' },
    format: { type: 'string' },
    theme: { type: 'string' },
    unfold: { type: 'boolean' },
    ...ASSUME,
    ...ANONYMISE,
    ...FILTER,
  })
  if (values.help) return null
  const format = LADDER_FORMATS.find((known) => known === (values.format ?? 'text'))
  if (!format) throw usage(`--format is one of ${LADDER_FORMATS.join(', ')}, not "${values.format}"`, 'ladder')
  const theme = THEME_NAMES.find((known) => known === (values.theme ?? 'light'))
  if (!theme) throw usage(`--theme is light or dark, not "${values.theme}"`, 'ladder')
  if (values.theme !== undefined && format !== 'svg') throw usage('--theme is for --format svg', 'ladder')
  const flow = flowOption('ladder', values.flow)
  const filter = await filterOption('flows', values.filter)
  if (flow === null && filter === null) {
    throw usage('say which connection: --flow N, as lastack flows prints it, or --filter EXPR', 'ladder')
  }
  if (flow !== null && filter !== null) throw usage('--filter and --flow say the same: give one of them', 'ladder')
  return {
    captures: namedCaptures('ladder', positionals),
    flow,
    filter,
    format,
    theme,
    assumptions: assumeOption('ladder', values.assume),
    isUnfolded: values.unfold === true,
    mask: anonymiseOption('ladder', values),
    isQuiet: values.quiet === true,
  }
}

/** The flow that passes a filter. @throws Failure where none does, or several. */
function onlyOne(passed: Uint8Array): number {
  const first = passed.indexOf(1)
  if (first < 0) throw usage('no connection passes --filter', 'ladder')
  const count = passed.reduce((sum, isIn) => sum + isIn, 0)
  if (count === 1) return first
  throw usage(`${count} connections pass --filter, ${first} is the first: name one with --flow ${first}`, 'ladder')
}

/** Every fold opened: opening one never makes another, so one more plan is enough. */
function unfolded(core: Core, flow: ReturnType<typeof readFlow>, timers: Timers): Ladder {
  const folded = planLadder(core, flow, new Set(), timers)
  const isFold = (row: LadderRow): row is Extract<LadderRow, { kind: 'fold' }> => row.kind === 'fold'
  const folds = folded.rows(0, folded.outline.rows).filter(isFold)
  return planLadder(core, flow, new Set(folds.map(({ segment }) => segment)), timers)
}
