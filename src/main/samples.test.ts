import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { invokeChannels } from '../contracts/ipc'
import { readSamples } from './samples'

const SAMPLES = join(__dirname, '..', '..', 'resources', 'samples')

test('every sample on the start page is a file that can be asked for, with a title and one sentence', async () => {
  const samples = await readSamples(SAMPLES)
  expect(samples.length).toBeGreaterThan(0)
  for (const { file, title, sentence } of samples) {
    expect(existsSync(join(SAMPLES, file)), file).toBe(true)
    expect(invokeChannels['capture:openSample'].args.safeParse([file]).success, file).toBe(true)
    expect(title).not.toBe('')
    expect(sentence).toMatch(/\.$/)
  }
})
