import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, describe, expect, test } from 'vitest'
import chinese from '../../../resources/locales/zh-CN/engine.json'
import { Flag } from '../../contracts/abi'
import type { CaptureSummary } from '../../contracts/summary'
import type { TwoEndsSegmentPage, TwoEndsStatus } from '../../contracts/twoEndsPages'
import { capturesOfBothEnds } from '../../scenario/bothEnds'
import { loadCore } from '../capture.fixture'
import { learn, speak } from '../said/said'
import { createEngine } from '../session'

const folder = mkdtempSync(join(tmpdir(), 'lastack-test-'))
afterAll(() => rmSync(folder, { recursive: true }))
afterEach(() => speak('en'))

const SCRIPT = `
A = 10.0.0.5:51514
B = 192.0.2.10:443
+0     A > B S
+0.030 B > A S.
+0.030 A > B .
+0.010 A > B P. (400)
+0.030 B > A .
`
/** What something on the way sends as the client. */
const FORGED = { flags: Flag.RST, fields: { ttl: 44, ipid: 7 }, afterNs: 1e6 }
const ENDS = capturesOfBothEnds(SCRIPT, { passage: () => ({ delayNs: 10e6 }) })

function fileOf(name: string, bytes: Uint8Array): string {
  const path = join(folder, name)
  writeFileSync(path, bytes)
  return path
}
const FIRST = fileOf('first.pcapng', ENDS.first.bytes)

async function opened(other: string | null) {
  const states: (TwoEndsStatus | null)[] = []
  const engine = createEngine({
    loadCore,
    onProgress: () => states.push(engine.answer('twoEnds', {}) as TwoEndsStatus | null),
  })
  await engine.open(FIRST, other)
  return { engine, states }
}

describe('the second of two captures', () => {
  test('is read after the first, and both are told together by the page', async () => {
    const { engine, states } = await opened(fileOf('second.pcapng', ENDS.second.bytes))
    expect(states[0]).toMatchObject({ state: 'reading' })
    expect(states.at(-1)).toMatchObject({
      state: 'ready',
      problem: null,
      report: { flows: 1, first: { name: 'first.pcapng' }, second: { name: 'second.pcapng' }, clock: { offsetNs: 0 } },
    })
    expect(engine.answer('twoEndsFlows', { from: 0, count: 10 })).toMatchObject({ total: 1, rows: [{ segments: 5 }] })
    expect(engine.answer('twoEndsSegments', { flow: 0, from: 3, count: 1 })).toMatchObject({
      from: 3,
      total: 5,
      rows: [{ fate: 'arrived', length: 400, sentFrame: 4, arrivedFrames: [4] }],
    })
    expect(engine.answer('twoEndsSegments', { flow: 1, from: 0, count: 1 })).toBeNull()
    engine.close()
  })

  test('says why in the language of the moment, whenever it was judged', async () => {
    learn('zh-CN', chinese)
    const forging = capturesOfBothEnds(SCRIPT, {
      passage: (line) => ({ delayNs: 10e6, ...(line === 3 ? { forged: FORGED } : {}) }),
    })
    const engine = createEngine({ loadCore, onProgress: () => undefined })
    await engine.open(fileOf('sent.pcapng', forging.first.bytes), fileOf('got.pcapng', forging.second.bytes))
    const reasons = () =>
      (engine.answer('twoEndsSegments', { flow: 0, from: 0, count: 10 }) as TwoEndsSegmentPage).rows
        .map(({ reason }) => reason)
        .filter((reason) => reason !== '')
    expect(reasons()).toEqual([
      "sent.pcapng doesn't have it, and its time to live is 44, that of segments from there 61",
    ])
    engine.answer('speak', { language: 'zh-CN' })
    expect(reasons()).toEqual(['sent.pcapng 中没有它，而且它的 TTL 为 44，而来自那里的报文段为 61'])
    engine.answer('speak', { language: 'en' })
    engine.close()
  })

  test('is said to be none where it is none, and the first stays', async () => {
    const { engine, states } = await opened(fileOf('garbage.pcap', new TextEncoder().encode('no capture at all, this')))
    expect(states.at(-1)).toMatchObject({ state: 'failed', message: expect.stringContaining('garbage.pcap') })
    expect(engine.answer('summary', {})).toMatchObject({ flows: 1, done: true, problem: null })
    expect(engine.answer('twoEndsFlows', { from: 0, count: 10 })).toBeNull()
    engine.close()
  })

  describe('of very many segments', () => {
    const talk = '+0.001 A > B P. (1)\n+0.001 B > A .\n'.repeat(15_000)
    const long = capturesOfBothEnds(`${SCRIPT}${talk}`, { passage: () => ({ delayNs: 10e6 }) })
    const first = fileOf('long1.pcapng', long.first.bytes)
    const second = fileOf('long2.pcapng', long.second.bytes)
    const share = (state: TwoEndsStatus): number => (state.state === 'aligning' ? state.share : -1)

    test('is aligned in slices: queries are answered between, and how far it is goes up to the whole', async () => {
      const states: TwoEndsStatus[] = []
      let isOver = false
      const engine = createEngine({ loadCore, onProgress: () => undefined })
      const look = (): void => {
        if (isOver) return
        states.push(engine.answer('twoEnds', {}) as TwoEndsStatus)
        setImmediate(look)
      }
      // Nothing is open before the core is there.
      const opening = engine.open(first, second)
      await loadCore()
      setImmediate(look)
      await opening
      isOver = true
      const aligning = states.filter(({ state }) => state === 'aligning')
      expect(aligning.length).toBeGreaterThan(10)
      expect(aligning.map(share)).toEqual(aligning.map(share).sort((a, b) => a - b))
      expect(share(aligning.at(-1) as TwoEndsStatus)).toBeGreaterThan(0.9)
      expect(engine.answer('twoEnds', {})).toMatchObject({ state: 'ready', report: { flows: 1 } })
      engine.close()
    })

    test.each([
      ['reading', 'aligning'],
      ['aligning', 'ready'],
    ] as const)('stops while %s', async (when, next) => {
      const states: TwoEndsStatus[] = []
      const engine = createEngine({
        loadCore,
        onProgress: () => {
          const status = engine.answer('twoEnds', {}) as TwoEndsStatus
          states.push(status)
          const summary = engine.answer('summary', {}) as CaptureSummary
          if (summary.done && status.state === when) engine.cancel()
        },
      })
      await engine.open(first, second)
      expect(states.at(-1)).toEqual({
        state: 'failed',
        message: 'long2.pcapng: stopped before both captures were told together; open them again to have them aligned',
      })
      expect(states.map(({ state }) => state)).not.toContain(next)
      expect(engine.answer('summary', {})).toMatchObject({ done: true, problem: null, flows: 1 })
      expect(engine.answer('twoEndsFlows', { from: 0, count: 10 })).toBeNull()
      engine.close()
    })
  })

  test('is not there where one capture is open', async () => {
    const { engine } = await opened(null)
    expect(engine.answer('twoEnds', {})).toBeNull()
    engine.close()
  })
})
