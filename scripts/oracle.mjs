// Holds the command line against what other programs say about the same captures. Not part of the project's own tests:
// the captures and the comparison live in a folder of their own, with tools/compare.mjs and captures/.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { root, run } from './command.mjs'

/** Figure of the comparison -> the least share that is right, in percent. */
const LEAST = {
  'exit status 0, 1 or 3': 100,
  'read wholly where tshark does': 100,
  flows: 98,
  'streams found': 98,
  'stream totals (segments, payload)': 98,
  'numbers (length, seq, ack)': 98,
  flags: 99.5,
  completeness: 99,
  conn_state: 98,
  // Four of 66 differ for reasons that docs/differences.md gives.
  history: 93,
  bytes: 98,
}
const REPORT = join(root, 'out', 'reports', 'peers.json')

/**
 * Runs the comparison of `folder`; each figure of LEAST is a test.
 * Where the comparison itself fails, every one of them has failed.
 */
export async function peerCounts(folder) {
  const requirements = Object.entries(LEAST).flatMap(([name, least]) => ['--require', `${name}=${least}`])
  const compare = join(folder, 'tools', 'compare.mjs')
  await run(process.execPath, [compare, '--lastack', 'node out/cli/index.js', '--json', REPORT, ...requirements])
  const figures = existsSync(REPORT) ? JSON.parse(readFileSync(REPORT, 'utf8')).figures : {}
  const passed = Object.entries(LEAST).filter(([name, least]) => {
    const [right, of] = figures[name] ?? [0, 1]
    return right * 100 >= least * of && of > 0
  })
  return { passed: passed.length, failed: Object.keys(LEAST).length - passed.length }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { passed, failed } = await peerCounts(process.argv[2] ?? join(root, '..', 'shared'))
  console.log(`${passed} passed, ${failed} failed`)
  process.exit(failed > 0 ? 1 : 0)
}
