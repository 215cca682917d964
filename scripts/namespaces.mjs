#!/usr/bin/env node
// Runs the test of two captures on a real network that loses, delays, alters and forges, in network namespaces of its
// own: node scripts/namespaces.mjs [vitest's arguments]. Needs Linux, root, iproute2, tcpdump and a C compiler.
import { hasCommand, runTool } from './command.mjs'

const TOOLS = ['ip', 'tcpdump', 'dumpcap', 'ps', 'mount', 'cc']

/** What is missing, as a sentence; null: nothing. */
export function missingForNamespaces() {
  if (process.platform !== 'linux') return 'Network namespaces need Linux.'
  if (process.getuid() !== 0) return 'Network namespaces need root.'
  const missing = TOOLS.filter((tool) => !hasCommand(tool))
  return missing.length === 0 ? null : `Missing for the test in network namespaces: ${missing.join(', ')}.`
}

/** Exit status of the test. */
export const runNamespaces = (...args) =>
  runTool('vitest/vitest.mjs', ['run', '--config', 'e2e/namespaces/vitest.config.ts', ...args])

if (import.meta.filename === process.argv[1]) {
  const missing = missingForNamespaces()
  if (missing !== null) console.error(missing)
  process.exit(missing === null ? await runNamespaces(...process.argv.slice(2)) : 1)
}
