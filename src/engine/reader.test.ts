import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { captureOf } from '../scenario/capture'
import { scripts } from '../scenario/random'
import { coreOf, loadCore, memorySource } from './capture.fixture'
import type { Core } from './core'
import { readFlow } from './flows/flow'
import { CaptureReader } from './reader'
import { Judge } from './verdicts/judge'

const flowsOf = (core: Core) => {
  const judge = new Judge(core)
  return Array.from({ length: core.flowCount() }, (_, id) => readFlow(core, id, judge))
}

describe('reading', () => {
  test('gives the same flows however the bytes arrive', async () => {
    await fc.assert(
      fc.asyncProperty(scripts(3), fc.integer({ min: 1, max: 3000 }), async (script, arriving) => {
        const bytes = captureOf(script)
        const core = await loadCore()
        await new CaptureReader(core, memorySource(bytes, arriving)).readAll(() => undefined)
        expect(flowsOf(core)).toEqual(flowsOf(await coreOf(bytes)))
      }),
      { numRuns: 30, seed: 9293 },
    )
  })

  test('a block larger than a slice is passed over', async () => {
    const bytes = captureOf('A = 10.0.0.5:1\nB = 192.0.2.10:2\n+0 A > B S\n')
    // A custom block of 1 MiB between the interface and the packets.
    const block = new DataView(new ArrayBuffer(1 << 20))
    block.setUint32(0, 0x0bad, true)
    block.setUint32(4, block.byteLength, true)
    block.setUint32(block.byteLength - 4, block.byteLength, true)
    const core = await coreOf(Buffer.concat([bytes, new Uint8Array(block.buffer), bytes]))
    expect(core.error()).toBeNull()
    expect(core.flowCount()).toBe(1)
  })
})
