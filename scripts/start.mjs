#!/usr/bin/env node
// Sets up, builds and starts the program: node scripts/start.mjs [CAPTURE [CAPTURE]] [-i INTERFACE]
import { createRequire } from 'node:module'
import { resolve } from 'node:path'
import { fail, root, run } from './command.mjs'
import { sandboxArguments } from './setup/electronRuntime.mjs'
import { build, electronEnvironment, prepare } from './setup/index.mjs'

const folder = process.env.INIT_CWD ?? process.cwd()
const isPath = (word, before) => !word.startsWith('-') && before !== '-i'
const asked = process.argv
  .slice(2)
  .map((word, place, words) => (isPath(word, words[place - 1]) ? resolve(folder, word) : word))

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
process.exit(await run(electron, [...sandboxArguments(), root, ...asked]))
