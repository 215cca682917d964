#!/usr/bin/env node
// Sets up, builds and starts the program: node scripts/start.mjs [CAPTURE]
import { createRequire } from 'node:module'
import { resolve } from 'node:path'
import { fail, root, run } from './command.mjs'
import { sandboxArguments } from './setup/electronRuntime.mjs'
import { build, electronEnvironment, prepare } from './setup/index.mjs'

const captures = process.argv.slice(2).map((path) => resolve(process.env.INIT_CWD ?? process.cwd(), path))

await prepare({ withDisplay: false })
const unbuilt = await build()
if (unbuilt !== null) fail(unbuilt)
const environment = await electronEnvironment().catch((error) => fail(error.message))
if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY)
  fail('There is no display to open a window on (DISPLAY is not set). Without one: node out/cli/index.js --help')

Object.assign(process.env, environment)
// Started from an editor's terminal this may be set, and would turn Electron into plain Node.
delete process.env.ELECTRON_RUN_AS_NODE
const electron = createRequire(import.meta.url)('electron')
process.exit(await run(electron, [...sandboxArguments(), root, ...captures]))
