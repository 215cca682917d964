import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { fieldTable } from './fields/reference'
import { readFilter } from './index'

const PAGE = readFileSync(join(import.meta.dirname, '../../../docs/filter.md'), 'utf8')

test('docs/filter.md lists every field: npm run filters writes it', () => {
  expect(PAGE.split('<!-- fields -->\n')[1]).toBe(`${fieldTable()}\n`)
})

const EXAMPLES = [...PAGE.matchAll(/^```\n([\s\S]*?)^```/gm)].flatMap(([, block = '']) => block.trim().split('\n'))

test('it has examples', () => expect(EXAMPLES.length).toBeGreaterThan(15))

test.each(EXAMPLES)('the example %s is a filter over flows or segments', (example) => {
  const reads = (['flows', 'segments'] as const).map((scope) => readFilter(example, scope).ok)
  expect(reads).toContain(true)
})
