import { describe, expect, test } from 'vitest'
import { FIRST_PREFERENCES } from '../contracts/preferences'
import { languageOf } from './language'

describe('the language of the program', () => {
  test.each([
    ['system', ['zh-Hans-CN', 'en-US'], 'zh-CN'],
    ['system', ['de-DE', 'zh-TW', 'en-GB'], 'zh-CN'],
    ['system', ['de-DE', 'en-GB', 'zh-CN'], 'en'],
    ['system', ['de-DE'], 'en'],
    ['system', [], 'en'],
    ['zh-CN', ['en-US'], 'zh-CN'],
    ['en', ['zh-CN'], 'en'],
  ] as const)('%s on a system that prefers %j is %s', (language, system, spoken) => {
    expect(languageOf({ ...FIRST_PREFERENCES, language }, system)).toBe(spoken)
  })
})
