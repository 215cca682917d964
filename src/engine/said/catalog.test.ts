import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseSync } from '@swc/core'
import { expect, test } from 'vitest'
import chinese from '../../../resources/locales/zh-CN/engine.json'
import { FILTER_SCOPES } from '../../contracts/filter'
import { fieldsOf } from '../filter/fields/index'
import { nameOf } from './said'

const ENGINE = fileURLToPath(new URL('..', import.meta.url))
const catalog: Readonly<Record<string, string>> = chinese

const sources = readdirSync(ENGINE, { recursive: true, encoding: 'utf8' }).filter(
  (file) => file.endsWith('.ts') && !file.endsWith('.test.ts'),
)

/** A said`...` of the source, as far as this test reads it. */
interface Tagged {
  readonly type: 'TaggedTemplateExpression'
  readonly tag: { readonly value?: string }
  readonly template: { readonly quasis: readonly { readonly cooked: string }[] }
}

const isTagged = (node: object): node is Tagged => 'type' in node && node.type === 'TaggedTemplateExpression'

/** Adds the names of all texts below a node. */
function gather(node: unknown, texts: Set<string>): void {
  if (node === null || typeof node !== 'object') return
  if (isTagged(node) && node.tag.value === 'said') texts.add(nameOf(node.template.quasis.map(({ cooked }) => cooked)))
  for (const child of Object.values(node)) gather(child, texts)
}

const said = new Set<string>()
for (const file of sources) gather(parseSync(readFileSync(join(ENGINE, file), 'utf8'), { syntax: 'typescript' }), said)

for (const scope of FILTER_SCOPES) for (const { meaning } of fieldsOf(scope).values()) said.add(meaning)

const factsOf = (text: string): string[] => [...text.matchAll(/\{(\d+)\}/g)].map(([fact]) => fact)

test('the sources of the engine are found', () => expect(said.size).toBeGreaterThan(500))

test('every text that is said has a translation', () =>
  expect([...said].filter((text) => catalog[text] === undefined)).toEqual([]))

test('every translation is of a text that somebody says', () =>
  expect(Object.keys(catalog).filter((text) => !said.has(text))).toEqual([]))

test('translations take no facts that their text lacks', () =>
  expect(
    Object.entries(catalog).filter(([text, words]) => factsOf(words).some((fact) => !factsOf(text).includes(fact))),
  ).toEqual([]))

test('texts are in the order of their names, so that two additions seldom meet', () =>
  expect(Object.keys(catalog)).toEqual(Object.keys(catalog).sort()))

test('no text is made when its file is loaded, before a language is chosen', () => {
  const early = sources.flatMap((file) => {
    const { body } = parseSync(readFileSync(join(ENGINE, file), 'utf8'), { syntax: 'typescript' })
    const texts = new Set<string>()
    gatherEager(body, texts)
    return [...texts].map((text) => `${file}: ${text}`)
  })
  expect(early).toEqual([])
})

/** Adds the names of the texts that stand outside of all functions and methods. */
function gatherEager(node: unknown, texts: Set<string>): void {
  if (node === null || typeof node !== 'object') return
  const type = 'type' in node ? String(node.type) : ''
  if (/Function|Method|Getter/.test(type)) return
  if (isTagged(node) && node.tag.value === 'said') texts.add(nameOf(node.template.quasis.map(({ cooked }) => cooked)))
  for (const child of Object.values(node)) gatherEager(child, texts)
}
