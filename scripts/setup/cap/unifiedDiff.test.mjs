import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { applyDiff } from './unifiedDiff.mjs'

const HEAD = '--- a/x\n+++ b/x\n'

it('takes out, keeps and adds lines', () => {
  const diff = `${HEAD}@@ -1,3 +1,4 @@\n a\n-b\n+B\n+bb\n c\n@@ -5 +6,2 @@\n e\n+f\n`
  expect(applyDiff('a\nb\nc\nd\ne\n', diff)).toBe('a\nB\nbb\nc\nd\ne\nf\n')
})

it('adds lines at the beginning', () => {
  expect(applyDiff('a\n', `${HEAD}@@ -0,0 +1,1 @@\n+new\n`)).toBe('new\na\n')
})

it('refuses another text than the one that it was made from', () => {
  expect(() => applyDiff('a\nx\n', `${HEAD}@@ -1,2 +1,1 @@\n a\n-b\n`)).toThrow('line 2')
})

it('has no lines in the patch of cap that it would pass over', () => {
  const diff = readFileSync(fileURLToPath(new URL('binding.patch', import.meta.url)), 'utf8')
  const strange = diff.split('\n').filter((line) => line !== '' && !/^(---|\+\+\+|@@|[-+ ])/.test(line))
  expect(strange).toEqual([])
})
