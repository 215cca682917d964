import { readFileSync } from 'node:fs'
import { afterEach, describe, expect, it } from 'vitest'
import type { Sample } from '../../contracts/ipc'
import { i18n } from '../i18n/i18n'
import { sampleWords } from './sampleWords'
import { whenWords } from './when'

const index = new URL('../../../resources/samples/index.json', import.meta.url)
const samples: readonly Sample[] = JSON.parse(readFileSync(index, 'utf8'))

afterEach(() => i18n.changeLanguage('en'))

describe('samples', () => {
  it('say in English what the command line says', () => {
    expect(samples.map((sample) => sampleWords(sample))).toMatchObject(
      samples.map(({ title, sentence }) => ({ title, sentence })),
    )
  })

  it('are told in a line shorter than their sentence', () => {
    for (const { line, sentence } of samples.map(sampleWords)) expect(line.length).toBeLessThan(sentence.length)
  })

  it('are all told in Chinese', async () => {
    await i18n.changeLanguage('zh-CN')
    for (const sample of samples) expect(sampleWords(sample).sentence).toMatch(/[一-龥]/)
    expect(samples.map((sample) => sampleWords(sample).title)).toContain('三次握手')
  })

  it('say it in their own words where the catalogs don’t know them', () => {
    const other = { file: 'other.pcapng', title: 'Other', sentence: 'Another one.' }
    expect(sampleWords(other)).toEqual({ title: 'Other', line: 'Another one.', sentence: 'Another one.' })
  })
})

it('writes a moment as the language does', async () => {
  const noon = new Date(2024, 2, 1, 12, 5).getTime()
  expect(whenWords(noon)).toBe('1 Mar, 12:05')
  await i18n.changeLanguage('zh-CN')
  expect(whenWords(noon)).toBe('3月1日 12:05')
})
