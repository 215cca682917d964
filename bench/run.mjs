#!/usr/bin/env node
// Measures Lastack and the peers installed on the same captures, interleaved, and writes docs/benchmarks.md.
import { existsSync, mkdirSync, readFileSync, renameSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { writePart } from './document.mjs'
import { benchFilters } from './filters/run.mjs'
import { generate } from './generate.mjs'
import { benchLive } from './live/run.mjs'
import { measure } from './measure.mjs'
import { rowsOf, versions } from './peers.mjs'
import { heading, report } from './report.mjs'
import { benchWindow } from './window/run.mjs'

const HELP = `usage: npm run bench -- [options]
       npm run bench -- live [options]   live capture: see npm run bench -- live --help
       npm run bench -- filters [options] display filters: see npm run bench -- filters --help
       npm run bench -- window [options] the window: see npm run bench -- window --help

  --only LIST      of the generated captures: small, cut, big, bigcut (default small,cut)
  --capture FILE   measure this capture instead; may be given several times
  --runs N         rounds (default 5)
  --rows TEXT      only programs whose name contains TEXT, and Lastack
  --out FILE       where the table goes (default docs/benchmarks.md)
`
const SLOW_SECONDS = 20
const root = fileURLToPath(new URL('..', import.meta.url))
const cache = join(root, 'bench', '.cache')

const GENERATED = {
  small: { title: '100,000 packets, 4,000 flows, whole frames', packets: 100_000, flows: 4000 },
  cut: { title: '1,000,000 packets, 40,000 flows, 96 bytes of each', packets: 1e6, flows: 40_000, snaplen: 96 },
  big: { title: '5,000,000 packets, 200,000 flows, whole frames', packets: 5e6, flows: 200_000 },
  bigcut: { title: '5,000,000 packets, 200,000 flows, 96 bytes of each', packets: 5e6, flows: 200_000, snaplen: 96 },
}

/** The capture of that name, generated where the cache has none made with the same options. */
function generated(name) {
  const { title, ...options } = GENERATED[name]
  const path = join(cache, `${name}-${Object.values(options).join('-')}.pcap`)
  if (!existsSync(path)) {
    console.error(`generating ${path}`)
    mkdirSync(cache, { recursive: true })
    // Under another name until it is whole: an interrupted run leaves no half capture behind.
    generate({ ...options, out: `${path}.part` })
    renameSync(`${path}.part`, path)
  }
  return { title, path }
}

/** Whether this row needs another run. */
const isDue = ({ failure, runs }) => failure === null && (runs[0]?.wall ?? 0) <= SLOW_SECONDS

async function measureCapture({ title, path }, rows, rounds) {
  const results = rows.map(({ name, command, missing }) => ({ name, command, runs: [], failure: missing }))
  for (let round = 1; round <= rounds; round++) {
    for (const result of results.filter(isDue)) {
      await measure(['cat', path])
      const run = await measure(result.command(path))
      if (run.status === 0) result.runs.push(run)
      else result.failure = `failed with status ${run.status}`
      console.error(`${title}: round ${round}, ${result.name}: ${result.failure ?? `${run.wall} s`}`)
    }
  }
  return { title, bytes: statSync(path).size, results }
}

function options() {
  const text = { type: 'string' }
  const { values } = parseArgs({
    options: {
      only: text,
      capture: { type: 'string', multiple: true },
      runs: text,
      rows: text,
      out: text,
      help: { type: 'boolean' },
    },
  })
  const names = (values.only ?? 'small,cut').split(',')
  const runs = Number(values.runs ?? 5)
  const isWrong = !Number.isInteger(runs) || runs < 1 || names.some((name) => !(name in GENERATED))
  if (values.help || isWrong) {
    console.error(HELP)
    process.exit(values.help ? 0 : 2)
  }
  return { ...values, names, runs }
}

async function benchSaved() {
  const { names, runs, out, capture, rows: wanted } = options()
  const captures = capture?.map((path) => ({ title: basename(path), path })) ?? names.map(generated)
  const rows = rowsOf(root).filter(({ name }, index) => index === 0 || wanted === undefined || name.includes(wanted))
  const measured = []
  for (const each of captures) measured.push(await measureCapture(each, rows, runs))
  return { text: report({ captures: measured, runs }), out }
}

const OTHERS = {
  live: benchLive,
  filters: (folder, args) => benchFilters(folder, args, generated('cut').path),
  window: benchWindow,
}
const part = process.argv[2] in OTHERS ? process.argv[2] : 'saved'
const { text, out } = part === 'saved' ? await benchSaved() : await OTHERS[part](root, process.argv.slice(3))
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
const date = new Date().toISOString().slice(0, 10)
const whole = `${heading({ part, versions: versions(version, part), date })}\n${text}`
writePart(out ?? join(root, 'docs', 'benchmarks.md'), part, whole)
console.log(whole)
