#!/usr/bin/env node
// Sets up, then runs every check and test, all of them even where one fails:
//   node scripts/test.mjs [--peers DIR]
// --peers DIR also holds the command line against what other programs say about DIR's captures; see oracle.mjs.
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { root, run, runTool } from './command.mjs'
import { missingForNamespaces, runLiveHost, runUnderLoad, runUnhurried } from './namespaces.mjs'
import { e2eCounts, Results, unitCounts } from './results.mjs'
import { build, prepare } from './setup/index.mjs'

const { values: options } = parseArgs({ options: { peers: { type: 'string' } } })
const results = new Results()
const reports = join(root, 'out', 'reports')

const say = (title) => console.log(`\n== ${title}`)

async function check(name, file, args) {
  say(name)
  results.check(name, (await runTool(file, args)) === 0)
}

/** Runs tests that write a report; a bad end that the report doesn't explain is a failure of its own. */
async function suite(name, status, counts) {
  const { passed, failed } = counts ?? { passed: 0, failed: 1 }
  results.add(name, passed, status !== 0 && failed === 0 ? 1 : failed)
}

await prepare({ withDisplay: !process.env.DISPLAY, withNamespaces: process.getuid?.() === 0, withCapture: true })
rmSync(reports, { recursive: true, force: true })

say('build')
const unbuilt = await build()
if (unbuilt !== null) console.error(unbuilt)
results.check('build', unbuilt === null)

// Forced: an incremental build has been seen to keep an error that an ambient declaration had mended.
await check('types', 'typescript/bin/tsc', ['-b', '--force'])
await check('lint', '@biomejs/biome/bin/biome', ['check', '--error-on-warnings', '.'])
say('import directions')
results.check('import directions', (await run(process.execPath, ['scripts/imports.mjs'])) === 0)
await check('dead code', 'knip/bin/knip.js', [])

say('unit')
const unitReport = 'out/reports/unit.json'
const unitArguments = ['run', '--reporter=dot', '--reporter=json', `--outputFile.json=${unitReport}`]
await suite('unit', await runTool('vitest/vitest.mjs', unitArguments), unitCounts(unitReport))

say('end to end')
const e2eStatus = await run(process.execPath, ['scripts/e2e.mjs'])
await suite('end to end', e2eStatus, e2eCounts('out/reports/e2e.json'))

say('network namespaces')
const lacking = missingForNamespaces()
if (lacking === null) {
  const runInto = async (name, runTests, report) => {
    const status = await runTests('--reporter=default', '--reporter=json', `--outputFile.json=${report}`)
    await suite(name, status, unitCounts(report))
  }
  await runInto('under load', runUnderLoad, 'out/reports/load.json')
  // Both wait most of the time, on networks of their own: together they take less than one core.
  await Promise.all([
    runInto('network namespaces', runUnhurried, 'out/reports/namespaces.json'),
    runInto('live host', runLiveHost, 'out/reports/liveHost.json'),
  ])
} else {
  console.error(lacking)
  // People without root are told; continuous integration must not lose the test unnoticed.
  if (process.env.CI) results.check('network namespaces', false)
}

if (options.peers) {
  say('against other programs')
  // Loaded only now: it needs packages that prepare() installs.
  const { peerCounts } = await import('./oracle.mjs')
  const { passed, failed } = await peerCounts(options.peers)
  results.add('other programs', passed, failed)
}

results.print()
process.exit(results.failed > 0 ? 1 : 0)
