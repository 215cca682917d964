// Builds what is older than its sources.
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { root, run, runTool } from '../command.mjs'
import { coreIsFresh } from '../coreIsBuilt.mjs'

const CONFIGS = ['package-lock.json', 'electron.vite.config.ts', 'vite.cli.config.ts', 'vite.capture.config.ts']
/** The file that each bundle writes last. */
const BUNDLES = [
  'out/main/index.cjs',
  'out/main/engine.cjs',
  'out/preload/index.cjs',
  'out/renderer/index.html',
  'out/cli/index.js',
  'out/capture/index.cjs',
]

const modified = (path) => statSync(join(root, path), { throwIfNoEntry: false })?.mtimeMs ?? 0

function newestSource() {
  const sources = readdirSync(join(root, 'src'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => statSync(join(entry.parentPath, entry.name)).mtimeMs)
  return Math.max(...sources, ...CONFIGS.map(modified))
}

const bundle = async (config) =>
  (await runTool('vite/bin/vite.js', ['build', '--config', config, '--logLevel', 'warn'])) === 0

/** Returns a sentence where it failed, null where all bundles are newer than the sources. */
export async function build() {
  if (!coreIsFresh()) {
    console.log('Building the core')
    if ((await run(process.execPath, ['scripts/buildCore.mjs'])) !== 0) return 'The core did not build.'
  }
  if (Math.min(...BUNDLES.map(modified)) > newestSource()) return null
  console.log('Building the window, the command line and the capture process')
  if ((await runTool('electron-vite/bin/electron-vite.js', ['build', '--logLevel', 'warn'])) !== 0)
    return 'The window did not build.'
  if (!(await bundle('vite.cli.config.ts'))) return 'The command line did not build.'
  return (await bundle('vite.capture.config.ts')) ? null : 'The capture process did not build.'
}
