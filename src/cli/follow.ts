/** `lastack follow CAPTURE… --flow N`: what the endpoints of one connection said, put together from its segments. */
import { FOLLOW_DIRECTIONS, type FollowDirection } from '../contracts/follow'
import type { Core } from '../engine/core'
import { Followed } from '../engine/follow/followed'
import { Payloads } from '../engine/follow/payloads'
import { FOLLOW_PRINTS, type FollowPrint, printedPieces } from '../engine/follow/printed'
import { readFlowRows } from '../engine/ladder/readFlowRows'
import type { Source } from '../engine/source/source'
import { EXIT, type ExitStatus, usage } from './exit'
import { flowOption, noSuchFlow } from './flowOption'
import { FOLLOW_HELP } from './help'
import { namedCaptures, parse } from './options'
import { Output } from './output'
import { openCapture } from './readCapture'

interface FollowOptions {
  readonly captures: readonly string[]
  /** null: every connection. */
  readonly flow: number | null
  readonly direction: FollowDirection
  readonly format: FollowPrint
  readonly isQuiet: boolean
}

export async function follow(args: readonly string[]): Promise<ExitStatus> {
  const options = followOptions(args)
  const output = new Output()
  if (options === null) {
    output.write(FOLLOW_HELP)
    output.flush()
    return EXIT.DONE
  }
  const { core, source, all } = await openCapture(options.captures, options.isQuiet)
  const status = await all()
  try {
    if (status === EXIT.UNREADABLE) return status
    const count = core.flowCount()
    if (options.flow !== null && options.flow >= count) throw noSuchFlow('follow', source.path, options.flow, count)
    core.buildIndex()
    const flows = options.flow === null ? Array.from({ length: count }, (_, flow) => flow) : [options.flow]
    for (const flow of flows) print(output, core, source, flow, options)
    output.flush()
    return status
  } finally {
    source.close()
  }
}

function print(output: Output, core: Core, source: Source, flow: number, { direction, format }: FollowOptions): void {
  const followed = new Followed(readFlowRows(core, flow), new Payloads(core, source))
  for (const piece of printedPieces(followed, flow, direction, format)) {
    if (typeof piece === 'string') output.text(piece)
    else output.raw(piece)
    output.settle()
  }
}

function followOptions(args: readonly string[]): FollowOptions | null {
  const { values, positionals } = parse('follow', args, {
    flow: { type: 'string' },
    all: { type: 'boolean' },
    from: { type: 'string' },
    format: { type: 'string' },
  })
  if (values.help) return null
  const direction = FOLLOW_DIRECTIONS.find((known) => known === (values.from ?? 'both'))
  if (!direction) throw usage(`--from is client, server or both, not "${values.from}"`, 'follow')
  const format = FOLLOW_PRINTS.find((known) => known === (values.format ?? 'text'))
  if (!format) throw usage(`--format is one of ${FOLLOW_PRINTS.join(', ')}, not "${values.format}"`, 'follow')
  const flow = flowOption('follow', values.flow)
  if (values.all === true && (flow !== null || format !== 'json'))
    throw usage('--all is for --format json, and in place of --flow', 'follow')
  if (values.all !== true && flow === null)
    throw usage('say which connection: --flow N, as lastack flows prints it', 'follow')
  const captures = namedCaptures('follow', positionals)
  return { captures, flow, direction, format, isQuiet: values.quiet === true }
}
