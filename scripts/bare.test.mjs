/** What people run first works on a clean clone: it loads no installed package before it has installed them. */
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from './command.mjs'

/** Static imports alone: what a script loads later, by import(), comes after it has set up. */
const IMPORT = /^(?:import|export)\s(?:[^'"]*?\sfrom\s)?['"]([^'"]+)['"]/gm

/** Specifiers that aren't files, of `path` and all that it loads before its first line runs. */
function packagesOf(path, seen = new Set()) {
  if (seen.has(path)) return []
  seen.add(path)
  return [...readFileSync(path, 'utf8').matchAll(IMPORT)].flatMap(([, name]) =>
    name.startsWith('.') ? packagesOf(join(dirname(path), name), seen) : [`${path} needs ${name}`],
  )
}

const notNode = (found) => !found.includes(' needs node:')

test.each(['test.mjs', 'start.mjs', 'namespaces.mjs'])('%s loads nothing that must be installed first', (script) => {
  const found = packagesOf(join(root, 'scripts', script))
  expect(found.length).toBeGreaterThan(3)
  expect(found.filter(notNode)).toEqual([])
})

test('a package is found where one is loaded', () => {
  expect(packagesOf(join(root, 'scripts', 'filters.mjs')).some(notNode)).toBe(true)
})
