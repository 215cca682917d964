import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from './command.mjs'
import { glossaryPage } from './glossary.mjs'

test('the glossary of the docs is the one of the window: mend it by npm run glossary', () => {
  expect(readFileSync(join(root, 'docs/glossary.md'), 'utf8')).toBe(glossaryPage())
})
