#!/usr/bin/env node
// Runs the tests on real networks, in network namespaces of their own: two captures of a path that loses, delays, alters
// and forges; live capture; every way to hang as the window tells it. node scripts/namespaces.mjs [vitest's arguments]
import { join } from 'node:path'
import { fail, hasCommand, root, run, runTool } from './command.mjs'

const TOOLS = ['ip', 'tcpdump', 'dumpcap', 'ps', 'mount', 'setpriv', 'cc', 'nft', 'unshare', 'sysctl']
const LOAD_TEST = 'load.test.ts'
const LIVE_CONFIG = 'e2e/namespaces/live/vitest.config.ts'

/** What is missing, as a sentence; null: nothing. */
export function missingForNamespaces() {
  if (process.platform !== 'linux') return 'Network namespaces need Linux.'
  if (process.getuid() !== 0) return 'Network namespaces need root.'
  const missing = TOOLS.filter((tool) => !hasCommand(tool))
  return missing.length === 0 ? null : `Missing for the test in network namespaces: ${missing.join(', ')}.`
}

/** Exit status of the tests that make namespaces. */
const runNamespaces = (...args) =>
  runTool('vitest/vitest.mjs', ['run', '--config', 'e2e/namespaces/vitest.config.ts', ...args])

/** Of those the ones that fill both cores: nothing else should run beside them. */
export const runUnderLoad = (...args) => runNamespaces(...args, LOAD_TEST)
export const runUnhurried = (...args) => runNamespaces(...args, '--exclude', `e2e/namespaces/${LOAD_TEST}`)

/** Exit status of the tests of live capture, which run on a host of their own: a namespace without any interface. */
export const runLiveHost = (...args) => {
  const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs')
  return run('unshare', ['--net', process.execPath, vitest, 'run', '--config', LIVE_CONFIG, ...args])
}

if (import.meta.filename === process.argv[1]) {
  const missing = missingForNamespaces()
  if (missing !== null) fail(missing)
  const args = process.argv.slice(2)
  const statuses = [await runNamespaces('--passWithNoTests', ...args), await runLiveHost('--passWithNoTests', ...args)]
  process.exit(Math.max(...statuses))
}
