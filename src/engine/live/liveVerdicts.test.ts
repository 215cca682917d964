import fc from 'fast-check'
import { expect, test } from 'vitest'
import { COUNTER_LAST_TIME } from '../../contracts/abi'
import { captureOf } from '../../scenario/capture'
import { loadCore, memorySource } from '../capture.fixture'
import { VerdictColumn } from '../flows/verdictColumn'
import { CaptureReader } from '../reader'
import { Judge } from '../verdicts/judge'
import { FlowChains } from './flowChains'
import { LiveVerdicts } from './liveVerdicts'

const FLOWS = 12

/** What a flow may do next; the segments need not make sense: that is what captures are like. */
const STEPS: readonly ((flow: number) => string)[] = [
  (flow) => `A${flow} > B${flow} S`,
  (flow) => `B${flow} > A${flow} S.`,
  (flow) => `A${flow} > B${flow} .`,
  (flow) => `A${flow} > B${flow} P. (100)`,
  (flow) => `B${flow} > A${flow} P. (50)`,
  (flow) => `B${flow} > A${flow} .`,
  (flow) => `A${flow} > B${flow} F.`,
  (flow) => `B${flow} > A${flow} F.`,
  (flow) => `B${flow} > A${flow} R.`,
  (flow) => `B${flow} > A${flow} . win 0`,
]
const ENDS = Array.from({ length: FLOWS }, (_, i) => `A${i} = 10.0.0.${i + 1}:5000\nB${i} = 192.0.2.10:443\n`).join('')

const segment = fc.record({
  flow: fc.nat({ max: FLOWS - 1 }),
  step: fc.nat({ max: STEPS.length - 1 }),
  wait: fc.constantFrom(0.001, 0.05, 1, 4, 70, 400),
})

const wholeFlow = fc
  .nat({ max: FLOWS - 1 })
  .chain((flow) =>
    fc
      .constantFrom([0, 1, 2, 3, 5, 6, 7, 2], [0, 1, 2, 3, 8], [0, 1, 2, 6, 5], [0, 0, 0], [0, 1, 2, 3])
      .map((steps) => steps.map((step) => ({ flow, step, wait: 0.01 }))),
  )

test('verdicts made bit by bit are those of a fresh look at all flows at the same moment', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.oneof(wholeFlow, fc.array(segment, { minLength: 1, maxLength: 6 })), { minLength: 1, maxLength: 30 }),
      fc.array(fc.record({ bytes: fc.integer({ min: 1, max: 3000 }), passMs: fc.constantFrom(0, 0.05, 2) }), {
        minLength: 1,
        maxLength: 20,
      }),
      fc.constantFrom(0, 2, 10, 400),
      async (runs, passes, silence) => {
        const script = runs.flat().map(({ flow, step, wait }) => `+${wait} ${STEPS[step]?.(flow)}\n`)
        const capture = captureOf(`${ENDS}${script.join('')}`)
        const core = await loadCore()
        const whole = memorySource(capture)
        let size = 0
        const source = {
          path: whole.path,
          name: whole.name,
          get size() {
            return size
          },
          expectedSize: capture.length,
          get ended() {
            return size === capture.length
          },
          failure: null,
          more: () => Promise.resolve(),
          read: whole.read,
          close: () => undefined,
        }
        const reader = new CaptureReader(core, source)
        const chains = new FlowChains(core)
        core.lists = chains
        let extraNs = 0
        const knownUntil = (): number => core.counter(COUNTER_LAST_TIME) + extraNs
        const judge = new Judge(core, source, undefined, undefined, knownUntil)
        const live = new LiveVerdicts(core, judge, chains)
        for (let turn = 0; !source.ended; turn += 1) {
          const { bytes, passMs } = passes[turn % passes.length] ?? { bytes: 1000, passMs: 0 }
          size = Math.min(capture.length, size + bytes)
          while (reader.step() === 'read');
          live.advance(passMs)
        }
        extraNs = silence * 1e9
        await live.settle(() => Promise.resolve(), 1)
        const fresh = new VerdictColumn(core, judge)
        while (fresh.advance(10) === 'incomplete');
        expect([...live.codes]).toEqual([...fresh.codes])
        expect(live.severities).toEqual(fresh.severities)
        expect(live.outcomes).toEqual(fresh.outcomes)
      },
    ),
    { numRuns: 150 },
  )
})

test('the chains of a flow are its segments, whenever they are asked for', async () => {
  const lines = Array.from({ length: 9000 }, (_, i) => `+0.001 A${i % 3} > B${i % 3} P. (1)\n`)
  const capture = captureOf(`${ENDS}${lines.join('')}`)
  const core = await loadCore()
  const chains = new FlowChains(core)
  const source = memorySource(capture, 100_000)
  await new CaptureReader(core, source).readAll(() => {
    if (core.flowCount() > 1) chains.of(1)
  })
  core.buildIndex()
  for (const flow of [0, 1, 2]) expect([...chains.of(flow)]).toEqual([...(core.flowSegments(flow) ?? [])])
  expect(chains.changed.size).toBe(3)
})
