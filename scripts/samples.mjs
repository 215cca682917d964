#!/usr/bin/env node
// Writes resources/samples/*.pcapng and index.json from the segment scripts in resources/samples/scripts.
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { runnerImport } from 'vite'

const root = fileURLToPath(new URL('..', import.meta.url))
const folder = join(root, 'resources', 'samples')
// Node 20 can't import TypeScript by itself; Vite, which builds everything else, can.
const { module } = await runnerImport('/src/scenario/samples.ts', { root, configFile: false, logLevel: 'error' })

const scripts = readdirSync(join(folder, 'scripts')).sort()
const samples = []
for (const name of scripts) {
  try {
    samples.push(module.sampleOf(name, readFileSync(join(folder, 'scripts', name), 'utf8')))
  } catch (error) {
    console.error(`resources/samples/scripts/${name}: ${error.message}`)
    process.exit(1)
  }
}

for (const name of readdirSync(folder)) if (name.endsWith('.pcapng')) rmSync(join(folder, name))
for (const { file, bytes } of samples) writeFileSync(join(folder, file), bytes)
writeFileSync(join(folder, 'index.json'), module.sampleIndex(samples))
console.log(`${samples.length} samples written to ${folder}`)
