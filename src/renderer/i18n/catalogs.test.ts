import { describe, expect, test } from 'vitest'
import { CHINESE, ENGLISH } from './catalogs'

/** Plural forms of English that Chinese has not. */
const EXTRA = /_(one|zero|two|few|many)$/

/** Texts by their whole key: `ladder.search.none`. */
function texts(tree: object, path: readonly string[] = []): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]: [string, unknown]): [string, string][] => {
    const whole = [...path, key]
    if (typeof value === 'string') return [[whole.join('.'), value]]
    if (typeof value === 'object' && value !== null) return texts(value, whole)
    throw new Error(`${whole.join('.')} is neither a text nor a group of texts`)
  })
}

const english = new Map(texts(ENGLISH).filter(([key]) => !EXTRA.test(key)))
const chinese = new Map(texts(CHINESE))
const placeholders = (text: string): string[] => (text.match(/\{\{[^}]*\}\}|<\/?\w+\/?>|\$t\([^)]*\)/g) ?? []).sort()

describe('the texts of the window', () => {
  test('are there in both languages', () => expect([...chinese.keys()].sort()).toEqual([...english.keys()].sort()))

  test.each([...english])('take the same facts: %s', (key, text) => {
    expect(placeholders(chinese.get(key) ?? '')).toEqual(placeholders(text))
  })

  test('are none of them empty', () => {
    expect([...english, ...chinese].filter(([, text]) => text.trim() === '')).toEqual([])
  })
})
