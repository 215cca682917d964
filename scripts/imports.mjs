#!/usr/bin/env node
// Checks import directions against .dependency-cruiser.cjs, and that the check saw the sources at all: without its
// parser it cruises nothing and calls that fine.
import { join, relative } from 'node:path'
import swc from '@swc/core'
import { cruise } from 'dependency-cruiser'
import rules from '../.dependency-cruiser.cjs'
import { root } from './command.mjs'

/** The project has more modules than this since its first version. */
const FEWEST_MODULES = 100

/** "file specifier" of every import that brings in values; the others are gone once compiled. */
const valueImports = new Set()

const isTypeOnly = ({ typeOnly, specifiers = [] }) =>
  typeOnly || (specifiers.length > 0 && specifiers.every((specifier) => specifier.isTypeOnly))

// dependency-cruiser 17 hands every file to swc as plain TypeScript, which stops at the first JSX element, and forgets
// which imports are of types only.
const parseFile = swc.parseFileSync
swc.parseFileSync = (file, options) => {
  const syntaxTree = parseFile(file, { ...options, tsx: file.endsWith('.tsx') })
  for (const node of syntaxTree.body)
    if (node.source && !isTypeOnly(node)) valueImports.add(`${relative(root, file)} ${node.source.value}`)
  return syntaxTree
}

process.chdir(root)
const { options, ...ruleSet } = rules
const folders = ['src', 'e2e', 'bench'].map((folder) => join(root, folder))
const { output } = await cruise(folders, { ...options, baseDir: root, validate: true, ruleSet })
const { modules, summary } = output

/** Whether `from` imports values of `to`. */
function importsValues(from, to) {
  const found = modules.find(({ source }) => source === from)?.dependencies ?? []
  return found.some(({ module, resolved }) => resolved === to && valueImports.has(`${from} ${module}`))
}

/** A cycle that one import of types only closes is none at run time. */
function isReal({ rule, from, cycle }) {
  if (rule.severity !== 'error') return false
  if (rule.name !== 'no-circular') return true
  return cycle.every(({ name }, i) => importsValues(i === 0 ? from : cycle[i - 1].name, name))
}

const wrong = summary.violations.filter(isReal)
for (const { from, to, rule } of wrong) console.error(`${rule.name}: ${from} imports ${to}`)
const sources = modules.filter(({ source }) => source.startsWith('src/')).length
console.log(`${sources} modules, ${summary.totalDependenciesCruised} imports, ${wrong.length} wrong`)
if (sources < FEWEST_MODULES) {
  console.error(`Fewer than ${FEWEST_MODULES} modules were seen: the check itself is broken.`)
  process.exit(1)
}
process.exit(wrong.length > 0 ? 1 : 0)
