#!/usr/bin/env node
// Builds src/core (AssemblyScript) to out/core/core.wasm.
import { spawnSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const asc = join(dirname(createRequire(import.meta.url).resolve('assemblyscript/package.json')), 'bin', 'asc.js')
mkdirSync(join(root, 'out', 'core'), { recursive: true })
const flags = [
  '--optimizeLevel',
  '3',
  '--noAssert',
  '--runtime',
  'stub',
  '--enable',
  'simd,bulk-memory',
  '--maximumMemory',
  '65536',
  '--use',
  'abort=',
]
const { status } = spawnSync(
  process.execPath,
  [asc, 'src/core/index.ts', '--outFile', 'out/core/core.wasm', ...flags],
  { cwd: root, stdio: 'inherit' },
)
process.exit(status ?? 1)
