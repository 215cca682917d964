// The built program in real Electron, on a virtual display where there is none.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { _electron } from '@playwright/test'
import { electronEnvironment } from '../../scripts/setup/index.mjs'
import { installProbe } from './probe.mjs'

const IS_ROOT = process.getuid?.() === 0
const SIZE = '1920x1200x24'

/** What programs need to start: the environment of Electron and a display, which lasts until `close`. */
export async function openDisplay() {
  // Playwright looks for Electron by this process's own environment.
  Object.assign(process.env, await electronEnvironment())
  const env = { ...process.env, NODE_OPTIONS: '' }
  delete env.ELECTRON_RUN_AS_NODE
  if (process.platform !== 'linux' || env.DISPLAY) return { env, close: () => undefined }
  const server = spawn('Xvfb', ['-displayfd', '1', '-screen', '0', SIZE, '-noreset'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const [number] = await once(server.stdout, 'data')
  return { env: { ...env, DISPLAY: `:${String(number).trim()}` }, close: () => server.kill() }
}

export const freshProfile = () => mkdtempSync(join(tmpdir(), 'lastack-bench-profile-'))

/** Starts the program with a profile of its own; resolves when its window has something to press. */
export async function startProgram(place, args = []) {
  const profile = freshProfile()
  const app = await launch(place, profile, args)
  const page = await app.firstWindow()
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(1600, 1000))
  await page.evaluate(installProbe)
  const pid = await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0].webContents.getOSProcessId())
  const close = async () => {
    await app.close()
    rmSync(profile, { recursive: true, force: true })
  }
  return { app, page, pid, close }
}

/**
 * Milliseconds from the start of the process until the window shows its first page. `profile`: used before, so that the
 * start is a warm one. What drives the program is part of it: it holds the start up until it is attached.
 */
export async function timeStart(place, profile) {
  const app = await launch(place, profile)
  const page = await app.firstWindow()
  await page.getByRole('button', { name: 'Open a capture' }).waitFor()
  const created = await app.evaluate(() => process.getCreationTime())
  const painted = await page.evaluate(firstPaint)
  await app.close()
  return painted - created
}

/** In the page: when it was first painted, milliseconds since the epoch. */
function firstPaint() {
  return new Promise((resolve) => {
    const look = () => {
      const [entry] = performance.getEntriesByName('first-contentful-paint')
      if (entry) resolve(performance.timeOrigin + entry.startTime)
      else setTimeout(look, 5)
    }
    look()
  })
}

function launch({ root, env }, profile, args = []) {
  const options = [`--user-data-dir=${profile}`, root, ...args]
  return _electron.launch({ cwd: root, env, chromiumSandbox: !IS_ROOT, args: options })
}
