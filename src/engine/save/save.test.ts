import { mkdtempSync, readdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { SaveSelection } from '../../contracts/engineProcess'
import { type CaptureOptions, captureOf } from '../../scenario/capture'
import { coreOf, loadCore, memorySource } from '../capture.fixture'
import { VerdictColumn } from '../flows/verdictColumn'
import { fragmentFrames, lastFrameOf } from '../fragments.fixture'
import { CaptureReader } from '../reader'
import { SegmentRecord } from '../segmentRecord'
import { errorFrame, ROUTER } from '../verdicts/icmp.fixture'
import { Judge } from '../verdicts/judge'
import { ENDPOINTS } from '../verdicts/verdict.fixture'
import { type Saved, saveCapture } from './index'

const ALL: SaveSelection = { what: 'all' }
const SYN_UNANSWERED = 'iss A = 0\n+0 A > B S\n+1 A > B S 0:0(0)\n+2 A > B S 0:0(0)\n'
/** Flow 0 is refused, flow 1 not answered; their segments take turns. */
const TWO_FLOWS = `
A = 10.0.0.5:1000
B = 192.0.2.10:443
C = 10.0.0.5:1001
D = 192.0.2.10:444
+0 A > B S
+0.1 C > D S
+0.1 B > A R.
+1 C > D S 0:0(0)
+2 C > D S 0:0(0)
+4 C > D S 0:0(0)
`

const folder = () => mkdtempSync(join(tmpdir(), 'lastack-save-'))

async function opened(bytes: Uint8Array) {
  const core = await loadCore()
  const source = memorySource(bytes)
  const reader = new CaptureReader(core, source)
  await reader.readAll(() => undefined)
  const judge = new Judge(core, source)
  const verdicts = new VerdictColumn(core, judge)
  while (verdicts.advance(100) === 'incomplete');
  return { core, source, judge, verdicts, kept: { offset: 0, framesBefore: 0 }, position: reader.position }
}

async function saved(bytes: Uint8Array, selection: SaveSelection, hasComments = false) {
  const path = join(folder(), 'out.pcapng')
  const result = await saveCapture(await opened(bytes), { path, selection, hasComments })
  return { result, bytes: new Uint8Array(readFileSync(path)), files: readdirSync(join(path, '..')) }
}

async function segmentsOf(bytes: Uint8Array) {
  const core = await coreOf(bytes)
  const segment = new SegmentRecord(core)
  return Array.from({ length: core.segmentLimit() }, (_, index) => {
    const { time, seq, ack, flags, length } = segment.at(index)
    return { time, seq, ack, flags, length }
  })
}

describe('saving all packets', () => {
  test('a pcapng stays byte for byte, and no unfinished file is left beside it', async () => {
    const bytes = captureOf(TWO_FLOWS)
    const { result, bytes: written, files } = await saved(bytes, ALL)
    expect(result).toMatchObject({ packets: 6, message: { en: '6 packets saved to out.pcapng.' } })
    expect(Buffer.from(written).equals(bytes)).toBe(true)
    expect(files).toEqual(['out.pcapng'])
  })

  const layouts: CaptureOptions[] = [
    { format: 'pcap', resolution: 'ns' },
    { format: 'pcap', resolution: 'us', littleEndian: false },
  ]
  test.each(layouts)('a pcap becomes pcapng with the same packets: %o', async (layout) => {
    const bytes = captureOf(TWO_FLOWS, layout)
    const { result, bytes: written } = await saved(bytes, ALL)
    expect(result.packets).toBe(6)
    expect(await segmentsOf(written)).toEqual(await segmentsOf(bytes))
  })

  test('a capture that ends inside a record is saved up to it', async () => {
    const bytes = captureOf(TWO_FLOWS)
    const { result, bytes: written } = await saved(bytes.subarray(0, bytes.length - 7), ALL)
    expect(result.packets).toBe(5)
    expect(await segmentsOf(written)).toHaveLength(5)
  })

  test('a frame beyond every chunk is saved too', async () => {
    const large = 'A = 10.0.0.5:1000\nB = 192.0.2.10:443\n+0 A > B P. (60000)\n+0 A > B P. (60000)\n'
    const script = large + '+0 A > B P. (60000)\n'.repeat(20)
    for (const format of ['pcap', 'pcapng'] as const) {
      const { result } = await saved(captureOf(script, { format }), ALL)
      expect(result.packets).toBe(22)
    }
  })
})

describe('saving some flows', () => {
  test.each(['pcap', 'pcapng'] as const)('keeps their packets alone, from %s', async (format) => {
    const bytes = captureOf(TWO_FLOWS, { format })
    const { result, bytes: written } = await saved(bytes, { what: 'flows', flows: [0] })
    expect(result.packets).toBe(2)
    const all = await segmentsOf(bytes)
    expect(await segmentsOf(written)).toEqual([all[0], all[2]])
  })

  test('a filter keeps the flows that it shows', async () => {
    const filter = { text: ':444', severity: null, state: null, outcome: null, timeRange: null }
    const { result } = await saved(captureOf(TWO_FLOWS), { what: 'filtered', filter })
    expect(result.packets).toBe(4)
  })

  test('all fragments of their segments come along', async () => {
    const open = `${ENDPOINTS}+0 A > B S\n+0.1 B > A S.\n+0.1 A > B .\n`
    const [first, second] = fragmentFrames(await lastFrameOf(captureOf(`${open}+0.1 A > B P. (300)\n`)), [128])
    const other = 'C = 10.0.0.5:1001\nD = 192.0.2.10:444\n+0.1 C > D S\n'
    const bytes = captureOf(`${open}+0.1 ${first}${other}+0.1 ${second}`)
    const { result, bytes: written } = await saved(bytes, { what: 'flows', flows: [0] })
    expect(result.packets).toBe(5)
    expect(await segmentsOf(written)).toHaveLength(4)
    expect((await segmentsOf(written))[3]).toMatchObject({ length: 300 })
  })

  test('ICMP errors about them come along', async () => {
    const script = `${ENDPOINTS}${SYN_UNANSWERED}+0.1 ${errorFrame(ROUTER, 3, 1, 0)}\n`
    const { result } = await saved(captureOf(script), { what: 'flows', flows: [0] })
    expect(result.packets).toBe(4)
  })
})

describe('verdicts as comments', () => {
  test.each([true, false])('stand on the packets that prove them; little-endian: %s', async (littleEndian) => {
    const { result, bytes } = await saved(captureOf(TWO_FLOWS, { littleEndian }), { what: 'flows', flows: [1] }, true)
    expect(result.packets).toBe(4)
    const text = Buffer.from(bytes).toString('utf8')
    expect(text).toContain('Lastack, flow 1, stuck (')
    expect(text).not.toContain('flow 0')
    // Read back, the comments are no damage.
    expect(await segmentsOf(bytes)).toHaveLength(4)
    const again = await opened(bytes)
    expect(again.core.commentCount()).toBeGreaterThan(0)
  })
})

test('a folder that is not there is said in a sentence', async () => {
  const path = join(folder(), 'none', 'out.pcapng')
  const result: Saved = await saveCapture(await opened(captureOf(TWO_FLOWS)), {
    path,
    selection: ALL,
    hasComments: false,
  })
  expect(result).toMatchObject({
    packets: null,
    message: {
      en: 'out.pcapng was not saved: there is no such folder; choose another.',
    },
  })
})
