// Installs the npm packages of package-lock.json where node_modules isn't theirs.
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { npm, root } from '../command.mjs'

const stamp = join(root, 'node_modules', '.lastack-lock')

const lockHash = () =>
  createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex')

/** Returns a sentence where it failed, null where every package is there. */
export async function installDependencies() {
  const hash = lockHash()
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return null
  console.log('Installing npm packages (npm ci)')
  // The binary packages bring their own builds, Electron's is fetched below, and `cap`, which needs a compiler and
  // libpcap, is optional: npm goes on without it.
  const status = await npm('ci', '--no-audit', '--no-fund', '--loglevel', 'error')
  if (status !== 0) return 'npm ci failed: its message is above. It needs the npm registry or a mirror of it.'
  writeFileSync(stamp, hash)
  return null
}
