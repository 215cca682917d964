// `npm run bench -- filters`: display filters over a million segments, those that are also held against tshark.
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { runnerImport } from 'vite'
import { FILTERS } from '../../scripts/filterCorpus.mjs'
import { median } from '../measure.mjs'
import { filterReport } from './report.mjs'

const HELP = `usage: npm run bench -- filters [options]

  --rounds N  of each filter (default 3)
  --out FILE  where the table goes (default docs/benchmarks.md)
`
/** Level of a filter that reads packets back, and of one that replays flows: src/engine/filter/fields/field.ts. */
const PACKET = 4
const REPLAY = 3
/** Filters that read packets run for so long, by CPU, and are told for all segments by the part that they came through. */
const PACKETS_MS = 1000
/** One of so many of them is measured: what they do is the same. */
const EVERY = 10
/** Between two looks at the clock. */
const MOMENT_MS = 20

function options(args) {
  const names = {
    rounds: { type: 'string' },
    out: { type: 'string' },
    help: { type: 'boolean' },
  }
  const { values } = parseArgs({ args, options: names })
  const rounds = Number(values.rounds ?? 3)
  if (values.help || !Number.isInteger(rounds) || rounds < 1) {
    console.error(HELP)
    process.exit(values.help ? 0 : 2)
  }
  return { ...values, rounds }
}

async function opened(root, path) {
  const { module } = await runnerImport(join(root, 'src/engine/filter/peers.fixture.ts'), { root, logLevel: 'error' })
  const { source } = module.openSource(path)
  const core = await module.coreLoader(join(root, 'out', 'core', 'core.wasm'))()
  await new module.CaptureReader(core, source).readAll(() => undefined)
  core.buildIndex()
  return { module, capture: { core, source, judge: new module.Judge(core, source) } }
}

/** Milliseconds for all segments, wall and CPU; of a part of them where more would take longer than it is worth. */
function timed({ SegmentRun, Row }, capture, node, most) {
  const before = process.cpuUsage()
  const began = performance.now()
  const run = new SegmentRun(node, new Row(capture), () => undefined)
  const used = () => {
    const { user, system } = process.cpuUsage(before)
    return (user + system) / 1000
  }
  while (!run.advance(MOMENT_MS) && used() < most);
  return { wall: (performance.now() - began) / run.share, cpu: used() / run.share }
}

/**
 * @param path of the capture with a million segments.
 * @returns {Promise<{text: string, out: string | undefined}>} the table.
 */
export async function benchFilters(root, args, path) {
  const { rounds, out } = options(args)
  const { module, capture } = await opened(root, path)
  const start = capture.core.counterTime(module.COUNTER_FIRST_TIME)
  const nodes = FILTERS.map((filter) => ({ filter, node: module.readFilter(filter, 'segments', start).node }))
  let packets = 0
  const measured = nodes.filter(({ node }) => node.level !== PACKET || packets++ % EVERY === 0)
  const told = []
  for (const { filter, node } of measured) {
    const kind = node.level === PACKET ? 'packets' : node.level === REPLAY ? 'flows' : 'columns'
    const most = kind === 'packets' ? PACKETS_MS : Number.POSITIVE_INFINITY
    const runs = Array.from({ length: rounds }, () => timed(module, capture, node, most))
    const [wall, cpu] = ['wall', 'cpu'].map((what) => median(runs.map((run) => run[what])))
    told.push({ filter, kind, wall, cpu })
    console.error(`${filter}: ${Math.round(wall)} ms, CPU ${Math.round(cpu)} ms`)
  }
  capture.source.close()
  return { text: filterReport({ told, rounds, segments: capture.core.segmentLimit() }), out }
}
