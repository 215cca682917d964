import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, describe, expect, test } from 'vitest'
import chinese from '../../resources/locales/zh-CN/engine.json'
import type { FlowWords } from '../contracts/engine'
import type { CaptureVerdict, Flow } from '../contracts/flow'
import type { FlowPage } from '../contracts/flowList'
import type { LadderOutline, LadderRows } from '../contracts/ladderRows'
import type { SegmentDetail } from '../contracts/segment'
import type { CaptureSummary, Quality } from '../contracts/summary'
import { captureOf } from '../scenario/capture'
import { loadCore } from './capture.fixture'
import { learn, speak } from './said/said'
import { createEngine } from './session'
import { flood, places } from './verdicts/capture/crowds.fixture'

const folder = mkdtempSync(join(tmpdir(), 'lastack-test-'))
afterAll(() => rmSync(folder, { recursive: true }))

const CAPTURE = captureOf(
  'A = 10.0.0.5:51514\nB = 192.0.2.10:443\n+0 A > B S\n+0.02 B > A S.\n+0.001 A > B .\n+0.1 A > B P. (100)\n+0.02 B > A .\n',
)
const FLOOD = captureOf(flood(100, places, 1000))
const ALL_FLOWS = { sort: 'order', descending: false, filter: { text: '' }, from: 0, count: 10 }

function fileOf(name: string, bytes: Uint8Array): string {
  const path = join(folder, name)
  writeFileSync(path, bytes)
  return path
}

async function opened(path: string) {
  const told: CaptureSummary[] = []
  const engine = createEngine({ loadCore, onProgress: (summary) => told.push(summary) })
  await engine.open(path)
  const last = told[told.length - 1]
  if (!last) throw new Error('no progress was told')
  return { engine, told, last }
}

describe('the engine', () => {
  test('answers what the capture as a whole shows', async () => {
    const { engine: healthy } = await opened(fileOf('healthy.pcapng', CAPTURE))
    expect(healthy.answer('captureVerdicts', {})).toEqual([])
    const cuts = Array.from({ length: 12 }, (_, i) => {
      const client = `C${i}`
      return `${client} = 10.0.0.${i + 1}:5000\n+0 ${client} > S S\n+0.02 S > ${client} S.\n+0 ${client} > S .\n+0.1 S > ${client} R.\n`
    })
    const capture = captureOf(`S = 192.0.2.10:443\n${cuts.join('')}`)
    const { engine } = await opened(fileOf('cuts.pcapng', capture))
    expect(engine.answer('captureVerdicts', {})).toMatchObject([{ id: 'resetting-host', severity: 'warning' }])
  })

  test('reads a capture, tells that it is done, and answers', async () => {
    const { engine, last } = await opened(fileOf('a.pcapng', CAPTURE))
    expect(last).toMatchObject({
      name: 'a.pcapng',
      format: 'pcapng',
      bytesRead: CAPTURE.length,
      bytesTotal: CAPTURE.length,
      frames: 5,
      segments: 5,
      flows: 1,
      done: true,
      problem: null,
      outcomes: { ESTABLISHED: 1 },
      severities: { ok: 1, note: 0, warning: 0, stuck: 0 },
    })
    expect(engine.answer('summary', {})).toEqual(last)
    const page = engine.answer('flows', ALL_FLOWS) as FlowPage
    expect(page.rows[0]).toMatchObject({
      flow: 0,
      client: { address: '10.0.0.5', port: 51514 },
      verdict: { id: 'open' },
    })
    expect(engine.answer('flow', { flow: 0 })).toEqual(page.rows[0])
    expect(engine.answer('flow', { flow: 1 })).toBeNull()
    expect(engine.answer('flowRow', { flow: 0, ...ALL_FLOWS })).toBe(0)
    expect(engine.answer('ladder', { flow: 0 })).toMatchObject({ segments: 5 })
    expect(engine.answer('ladderRows', { flow: 0, from: 0, to: 1 })).toMatchObject({
      rows: [{ kind: 'segment', frame: 1 }],
    })
    expect(engine.answer('ladderRowOfFrame', { flow: 0, frame: 2 })).toBe(1)
    engine.close()
    expect(() => engine.answer('summary', {})).toThrow('no capture is open')
  })

  test('reads the same from gzip', async () => {
    const { engine, last } = await opened(fileOf('a.pcapng.gz', gzipSync(CAPTURE)))
    expect(last).toMatchObject({ format: 'pcapng', frames: 5, bytesRead: CAPTURE.length, problem: null })
    engine.close()
  })

  test('says up to where a truncated capture was read', async () => {
    const path = fileOf('cut.pcapng', CAPTURE.subarray(0, CAPTURE.length - 10))
    const { engine, last } = await opened(path)
    expect(last).toMatchObject({ frames: 4, done: true, problem: { path, fatal: false } })
    expect(last.problem?.message).toContain(
      `${path}: the file ends inside a record that begins at byte ${last.problem?.offset}`,
    )
    expect(last.bytesRead).toBe(last.problem?.offset)
    engine.close()
  })

  test('says that gzip data is cut short', async () => {
    const { engine, last } = await opened(fileOf('cut.gz', gzipSync(CAPTURE).subarray(0, -12)))
    expect(last.problem?.message).toContain('its gzip data is cut short')
    learn('zh-CN', chinese)
    speak('zh-CN')
    const { message = '' } = last.problem ?? {}
    speak('en')
    expect(message).not.toContain('gzip data')
    expect(last.problem?.message).toContain('its gzip data is cut short')
    engine.close()
  })

  test.each([
    ['garbage', Buffer.from('This is a letter, not a capture.'), 'not a capture (at byte 0)'],
    ['nothing', new Uint8Array(0), 'the file is empty'],
    ['zip', Buffer.from('PK\x03\x04aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 'latin1'), 'zip archive: unpack it first'],
  ])('says what is wrong with %s', async (name, bytes, words) => {
    const { engine, last } = await opened(fileOf(name, bytes))
    expect(last).toMatchObject({ done: true, problem: { fatal: true } })
    expect(last.problem?.message).toContain(words)
    engine.close()
  })

  test('says that there is no such file, and still answers the summary', async () => {
    const { engine, last } = await opened(join(folder, 'none.pcap'))
    expect(last.problem).toMatchObject({
      fatal: true,
      message: `${join(folder, 'none.pcap')}: no such file; check the path`,
    })
    expect(engine.answer('summary', {})).toEqual(last)
    engine.close()
  })

  test('assumes the timers that it is told, in verdicts, ladders and the list', async () => {
    const close = '+1 A > B F.\n+0.02 B > A F.\n+0.001 A > B .\n'
    const open = '+0 A > B S\n+0.02 B > A S.\n+0.001 A > B .\n'
    const ends = 'A = 10.0.0.5:51514\nB = 192.0.2.10:443\n'
    const capture = captureOf(`${ends}${open}${close}+90 A > B S\n+0.02 B > A S.\n+0.001 A > B .\n`)
    const { engine, told } = await opened(fileOf('linger.pcapng', capture))
    const notes = () => (engine.answer('summary', {}) as CaptureSummary).severities.note
    const tail = () => {
      const rows = (engine.answer('ladderRows', { flow: 0, from: 0, to: 20 }) as LadderRows).rows
      return rows.find(({ kind }) => kind === 'tail')?.label
    }
    expect(notes()).toBe(0)
    expect(tail()).toBe('60 s over at 1 min 1 s (Linux, assumed)')
    const before = told.length
    expect(engine.answer('assume', { client: 'windows', server: 'guess' })).toBeNull()
    expect(tail()).toBe('30 s of 120 s left (Windows, assumed)')
    expect(engine.answer('flow', { flow: 1 })).toMatchObject({ verdict: { id: 'time-wait-reuse' } })
    await expect.poll(() => told.length).toBe(before + 1)
    expect(notes()).toBe(1)
    expect(engine.answer('flowRow', { ...ALL_FLOWS, flow: 1, filter: { text: 'reused' } })).toBe(0)
    engine.answer('assume', { client: 'guess', server: 'guess' })
    expect(tail()).toBe('60 s over at 1 min 1 s (Linux, assumed)')
    expect(() => engine.answer('assume', { client: 'plan9', server: 'guess' })).toThrow('arguments of "assume"')
    engine.close()
  })

  test('speaks another language from one question to the next, in all that it kept', async () => {
    learn('zh-CN', chinese)
    const { engine } = await opened(fileOf('spoken.pcapng', FLOOD))
    const stuck = fileOf('cut.pcapng', CAPTURE.subarray(0, CAPTURE.length - 9))
    const { engine: damaged } = await opened(stuck)
    const told = () => ({
      list: (engine.answer('flows', ALL_FLOWS) as FlowPage).rows[0]?.verdict.title,
      found: (engine.answer('flows', { ...ALL_FLOWS, filter: { text: '尚未完成' } }) as FlowPage).total,
      verdict: (engine.answer('flow', { flow: 0 }) as Flow).verdict,
      brackets: (engine.answer('ladder', { flow: 0, unfolded: [] }) as LadderOutline).brackets.map(
        ({ title }) => title,
      ),
      rows: (engine.answer('ladderRows', { flow: 0, from: 0, to: 9 }) as LadderRows).rows.map(({ label }) => label),
      capture: (engine.answer('captureVerdicts', {}) as CaptureVerdict[]).map(
        ({ title, sentence }) => title + sentence,
      ),
      quality: (damaged.answer('quality', {}) as Quality).capture.map(({ sentence }) => sentence),
      problem: (damaged.answer('summary', {}) as CaptureSummary).problem?.message,
      fields: (engine.answer('segment', { segment: 1 }) as SegmentDetail).layers,
      timeline: JSON.stringify(engine.answer('timeline', { width: 100, lanes: 5, filter: {} })),
    })
    const english = told()
    const both = engine.answer('flowWords', { flow: 0 }) as FlowWords
    expect(english).toMatchObject({
      list: 'Handshake not complete yet',
      found: 0,
      brackets: ['Handshake not completed'],
    })
    expect(english.verdict.title).toBe('Handshake not complete yet')
    expect(engine.answer('speak', { language: 'zh-CN' })).toBeNull()
    const spoken = told()
    expect(spoken).toMatchObject({ list: '握手尚未完成', brackets: ['握手未完成'] })
    expect(spoken.found).toBeGreaterThan(0)
    expect(spoken.verdict).toMatchObject({
      title: '握手尚未完成',
      nextStep: { text: expect.stringContaining('查看') },
    })
    // What was kept of an engine that has ended says the same as one that is asked.
    expect(both.in.en.verdict).toEqual(english.verdict)
    expect(both.in['zh-CN'].verdict).toEqual(spoken.verdict)
    expect(engine.answer('flowWords', { flow: 0 })).toEqual(both)
    expect(engine.answer('flowWords', { flow: 9999 })).toBeNull()
    expect(spoken.rows.at(-1)).toMatch(/SYN/)
    expect(spoken.capture.join()).toContain('SYN flood')
    expect(spoken.capture.join()).toContain('半开')
    expect(spoken.fields).toEqual(english.fields)
    expect(spoken.quality.join()).toContain('之后的内容没有判断')
    expect(spoken.problem).toContain('字节')
    expect((damaged.answer('summary', {}) as CaptureSummary).problem?.told).toEqual({
      en: english.problem,
      'zh-CN': spoken.problem,
    })
    engine.answer('speak', { language: 'en' })
    expect(told()).toEqual(english)
    engine.close()
    damaged.close()
  })

  test('refuses a query that is none, and arguments of another shape', async () => {
    const { engine } = await opened(fileOf('b.pcapng', CAPTURE))
    expect(() => engine.answer('toString', {})).toThrow('the engine has no query "toString"')
    expect(() => engine.answer('flows', { sort: 'colour' })).toThrow('arguments of "flows"')
    engine.close()
  })

  test('stops reading when told to, and keeps what was read', async () => {
    const part = captureOf(`A = 10.0.0.5:1\nB = 192.0.2.10:2\n${'+0.001 A > B P. (10)\n'.repeat(3000)}`, {
      format: 'pcap',
    })
    const many = Buffer.concat([part, ...Array.from({ length: 400 }, () => part.subarray(24))])
    const told: CaptureSummary[] = []
    const engine = createEngine({
      loadCore,
      onProgress: (summary) => {
        told.push(summary)
        engine.cancel()
      },
    })
    await engine.open(fileOf('long.pcap', many))
    const last = told[told.length - 1]
    expect(last).toMatchObject({ done: true, flows: 1, bytesTotal: many.length })
    expect(last?.bytesRead).toBeLessThan(many.length)
    expect(last?.problem?.message).toContain(`reading was stopped at byte ${last?.bytesRead}`)
    engine.close()
  })
})
