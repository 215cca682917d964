#!/usr/bin/env node
// Writes the list of fields in docs/filter.md from the code: npm run filters
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { runnerImport } from 'vite'
import { root } from './command.mjs'

const PAGE = join(root, 'docs/filter.md')
const MARK = '<!-- fields -->'

const { module } = await runnerImport(join(root, 'src/engine/filter/fields/reference.ts'), { root, logLevel: 'error' })
const [before] = readFileSync(PAGE, 'utf8').split(MARK)
writeFileSync(PAGE, `${before}${MARK}\n${module.fieldTable()}\n`)
