// Vitest's global set-up for tests that run the capture process: it bundles in less than a second, so always.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { root } from './command.mjs'

export default function setup() {
  const vite = join(root, 'node_modules/vite/bin/vite.js')
  const args = [vite, 'build', '--config', 'vite.capture.config.ts', '--logLevel', 'warn']
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' })
  if (status !== 0) throw new Error('The capture process did not build; the reason stands above.')
}
