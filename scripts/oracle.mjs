// Holds the command line against what other programs say about the same captures. Not part of the project's own tests:
// the captures and the comparison live in a folder of their own, with tools/compare.mjs, tools/make-capture.mjs and
// captures/.
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { root, run } from './command.mjs'
import { fieldCounts } from './fieldPeers.mjs'
import { filterCounts } from './filters.mjs'
import { followCounts } from './followPeers.mjs'
import { groundTruthCounts } from './groundTruth.mjs'
import { nameCounts } from './namePeers.mjs'

/** Figure of the comparison -> the least share that is right, in percent. */
const LEAST = {
  'exit status 0, 1 or 3': 100,
  'read wholly where tshark does': 100,
  flows: 99,
  'streams found': 99,
  'stream totals (segments, payload)': 99.5,
  'numbers (length, seq, ack)': 99.8,
  'segments found': 99.9,
  flags: 99.9,
  completeness: 99.5,
  conn_state: 98,
  // Three of 66 differ for reasons that docs/differences.md gives.
  history: 95,
  bytes: 98,
}
/** Least precision and recall, in percent, of each analysis flag against tshark's. */
const FLAG_LEAST = 98
const REPORT = join(root, 'out', 'reports', 'peers.json')

function* shares({ figures = {}, flags = {} }) {
  for (const [name, least] of Object.entries(LEAST)) {
    const [right, of] = figures[name] ?? [0, 0]
    yield { name, right, of, least }
  }
  for (const [name, { both, onlyHere, onlyTshark }] of Object.entries(flags)) {
    yield { name: `precision of ${name}`, right: both, of: both + onlyHere, least: FLAG_LEAST }
    yield { name: `recall of ${name}`, right: both, of: both + onlyTshark, least: FLAG_LEAST }
  }
}

/**
 * Runs the comparison of `folder`; each figure of LEAST, and each flag's precision and recall, is a test. Where the
 * comparison itself fails, every figure has failed.
 */
export async function peerCounts(folder) {
  rmSync(REPORT, { force: true })
  const compare = join(folder, 'tools', 'compare.mjs')
  mkdirSync(dirname(REPORT), { recursive: true })
  const status = await run(process.execPath, [compare, '--lastack', 'node out/cli/index.js', '--json', REPORT])
  const all = [...shares(existsSync(REPORT) ? JSON.parse(readFileSync(REPORT, 'utf8')) : {})]
  const missed = all.filter(({ right, of, least }) => of === 0 || right * 100 < least * of)
  for (const { name, right, of, least } of missed)
    console.error(`${name}: ${((100 * right) / (of || 1)).toFixed(2)} % of ${of}, at least ${least} % are wanted`)
  // A crash or a hang is none of the figures.
  const failed = missed.length + (status !== 0 && missed.length === 0 ? 1 : 0)
  const others = [await groundTruthCounts(folder), await followCounts(folder, { isSampled: true })]
  for (const counts of [filterCounts, fieldCounts, nameCounts]) others.push(await counts(folder))
  const sum = (key) => others.reduce((total, counts) => total + counts[key], 0)
  return { passed: all.length - missed.length + sum('passed'), failed: failed + sum('failed') }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { passed, failed } = await peerCounts(process.argv[2] ?? join(root, '..', 'shared'))
  console.log(`${passed} passed, ${failed} failed`)
  process.exit(failed > 0 ? 1 : 0)
}
