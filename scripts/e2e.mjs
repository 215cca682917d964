#!/usr/bin/env node
// Drives the built program in real Electron: node scripts/e2e.mjs [--screenshots] [Playwright's arguments]
// Where there is no display, on a virtual one.
import { fail, run } from './command.mjs'
import { build, electronEnvironment } from './setup/index.mjs'

const wanted = process.argv.slice(2).filter((argument) => argument !== '--screenshots')
const project = process.argv.includes('--screenshots') ? 'screenshots' : 'behaviour'

const unbuilt = await build()
if (unbuilt !== null) fail(unbuilt)
const environment = await electronEnvironment().catch((error) => fail(error.message))
const env = { ...process.env, ...environment, NODE_OPTIONS: '' }
delete env.ELECTRON_RUN_AS_NODE

const playwright = [process.execPath, 'node_modules/@playwright/test/cli.js', 'test', `--project=${project}`, ...wanted]
const needsDisplay = process.platform === 'linux' && !process.env.DISPLAY
// Between two programs no client is left, and a display that then starts anew refuses the next.
const display = '-screen 0 2720x1600x24 -noreset'
const [command, ...args] = needsDisplay ? ['xvfb-run', '-a', '-s', display, ...playwright] : playwright
process.exit(await run(command, args, { env }))
