import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { captureOf } from '../../scenario/capture'
import { scripts } from '../../scenario/random'
import { judgeOf } from './verdict.fixture'

const SAMPLES = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..', 'resources', 'samples')
const sampleFiles = readdirSync(SAMPLES).filter((name) => name.endsWith('.pcapng'))

/** `judgeOf` throws where a rule holds whose needs a flow doesn't meet; the rules' own tests check their cases by it. */
describe('the judge passes over no rule that holds', () => {
  test.each(sampleFiles)('in the sample %s', async (name) => {
    await expect(judgeOf(readFileSync(join(SAMPLES, name)))).resolves.toBeDefined()
  })

  test('in random conversations, whole and cut short', async () => {
    await fc.assert(
      fc.asyncProperty(scripts(8), fc.double({ min: 0.2, max: 1, noNaN: true }), async (text, part) => {
        const whole = captureOf(text)
        await judgeOf(whole)
        await judgeOf(whole.subarray(0, Math.ceil(whole.length * part)))
      }),
      { seed: 9293, numRuns: 60 },
    )
  })
})
