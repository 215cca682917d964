import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { sampleSchema } from '../contracts/ipc'
import { sampleIndex, sampleOf } from './samples'

const folder = fileURLToPath(new URL('../../resources/samples', import.meta.url))
const scripts = readdirSync(join(folder, 'scripts')).sort()
const samples = scripts.map((name) => sampleOf(name, readFileSync(join(folder, 'scripts', name), 'utf8')))

describe('sample captures', () => {
  test.each(samples)('$file is what its script says (else: npm run samples)', ({ file, bytes }) => {
    expect(Buffer.compare(readFileSync(join(folder, file)), bytes)).toBe(0)
  })

  test('are all listed, in teaching order', () => {
    expect(readFileSync(join(folder, 'index.json'), 'utf8')).toBe(sampleIndex(samples))
    expect(readdirSync(folder).filter((name) => name.endsWith('.pcapng'))).toHaveLength(samples.length)
  })

  test('bear a title and one sentence that the start page can show', () => {
    for (const sample of samples) {
      expect(sampleSchema.parse(sample).title).not.toBe('')
      expect(sample.sentence).toMatch(/^[A-Z].*[^.]\.$/)
    }
  })

  test('need both title and sentence', () => {
    expect(() => sampleOf('01-x.txt', '# Title only')).toThrow('01-x.txt: begins with no title and sentence')
  })
})
