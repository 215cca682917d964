// @vitest-environment happy-dom

import { MessageChannel } from 'node:worker_threads'
import { beforeEach, describe, expect, it } from 'vitest'
import type { EngineRequest } from '../../contracts/engine'
import type { LastackBridge, OpenResult } from '../../contracts/ipc'
import { FIRST_LAYOUT, FIRST_PREFERENCES } from '../../contracts/preferences'
import type { CaptureSummary } from '../../contracts/summary'
import { alike, NOTHING_TOLD } from '../../contracts/told'
import { flowId } from '../../contracts/units'
import { i18n } from '../i18n/i18n'
import type { EnginePort } from './engineClient'
import { problemText } from './problemText'
import { Session } from './session'
import { LIVE_OFF } from './state'

const settled = () => new Promise((resolve) => setTimeout(resolve, 20))

const summaryOf = (change: Partial<CaptureSummary> = {}): CaptureSummary => ({
  path: '/captures/a.pcap',
  name: 'a.pcap',
  format: 'pcap',
  bytesRead: 10,
  bytesTotal: 10,
  frames: 1,
  segments: 1,
  flows: 1,
  otherFrames: 0,
  cutFrames: 0,
  first: 0n,
  last: 0n,
  elapsedMs: 1,
  done: true,
  problem: null,
  outcomes: {},
  severities: { ok: 1, note: 0, warning: 0, stuck: 0 },
  comments: [],
  live: null,
  ...change,
})

/** Main's side of the window, as preload shows it; records what was asked. */
function fakeMain(layout = FIRST_LAYOUT) {
  const invoked: string[] = []
  const listeners = new Map<string, (payload: never) => void>()
  let openResult: OpenResult = { ok: true, path: '/captures/a.pcap' }
  let isClosed = true
  const bridge: LastackBridge = {
    invoke: async (channel, ...args) => {
      invoked.push([channel, ...args].join(' '))
      const info = {
        version: '1',
        platform: 'linux',
        samples: [],
        recent: [],
        theme: 'dark' as const,
        preferences: FIRST_PREFERENCES,
        layout,
        language: 'en' as const,
        lastCapture: null,
      }
      if (channel === 'live:status') return LIVE_OFF as never
      if (channel === 'capture:close') return isClosed as never
      return (channel === 'start:info' ? info : channel.startsWith('capture:') ? openResult : null) as never
    },
    on: (channel, listener) => {
      listeners.set(channel, listener as (payload: never) => void)
      return () => listeners.delete(channel)
    },
    pathOf: (file) => (file.name === 'dropped.pcap' ? '/captures/dropped.pcap' : ''),
  }
  const tell = (channel: string, payload: unknown) => listeners.get(channel)?.(payload as never)
  return {
    bridge,
    invoked,
    tell,
    answerOpen: (result: OpenResult) => (openResult = result),
    answerClose: (answer: boolean) => (isClosed = answer),
  }
}

/** The engine's end of a port; answers the summary that it is asked for first. */
function fakeEngine(summary: CaptureSummary) {
  const { port1, port2 } = new MessageChannel()
  port2.on('message', (request: EngineRequest) => port2.postMessage({ id: request.id, ok: true, value: summary }))
  const window = Object.assign(port1, { start: () => undefined }) as unknown as EnginePort
  return { window, progress: (next: CaptureSummary) => port2.postMessage({ event: 'progress', summary: next }), port2 }
}

const NO_CAPTURE = { en: 'not a capture', 'zh-CN': '不是抓包文件' }

describe('Session', () => {
  let main: ReturnType<typeof fakeMain>
  let session: Session
  const state = () => session.store.get()

  beforeEach(async () => {
    main = fakeMain()
    session = new Session(main.bridge)
    session.start()
    await settled()
    return () => state().client?.close()
  })

  it('starts with what main knows, in its theme', () => {
    expect(state().info?.version).toBe('1')
    expect(document.documentElement.dataset.theme).toBe('dark')
  })

  it('takes the layout as it was left, also where a capture is opened before that is known', async () => {
    const other = fakeMain({ ...FIRST_LAYOUT, fields: 'wireshark', sort: 'bytes' })
    const late = new Session(other.bridge)
    late.start()
    other.tell('capture:opening', { path: '/captures/a.pcap', name: 'a.pcap' })
    late.choice.filter({ text: 'x' })
    await settled()
    expect(late.store.get()).toMatchObject({
      layout: { fields: 'wireshark' },
      view: { sort: 'bytes', filter: { text: 'x' } },
      capture: { name: 'a.pcap' },
    })
  })

  it.each([['main’s word'], ['the port']])('opens a capture when %s comes first', async (first) => {
    const engine = fakeEngine(summaryOf())
    const word = () => main.tell('capture:opening', { path: '/captures/a.pcap', name: 'a.pcap' })
    if (first === 'the port') session.connect(engine.window)
    word()
    if (first !== 'the port') session.connect(engine.window)
    await settled()
    expect(state().capture?.name).toBe('a.pcap')
    expect(state().client).not.toBeNull()
    expect(state().summary?.flows).toBe(1)
  })

  it('forgets the capture before when another opens', async () => {
    session.connect(fakeEngine(summaryOf()).window)
    main.tell('capture:opening', { path: '/captures/a.pcap', name: 'a.pcap' })
    await settled()
    session.choice.chooseFlow(flowId(3))
    session.choice.filter({ text: 'x' })
    main.tell('capture:opening', { path: '/captures/b.pcap', name: 'b.pcap' })
    expect(state()).toMatchObject({ flow: null, summary: null, client: null, view: { filter: { text: '' } } })
  })

  it('goes back to the start page when nothing of a file can be read, and says what happened', async () => {
    const problem = { message: 'not a capture', told: NO_CAPTURE, path: '/captures/a.pcap', offset: 0, fatal: true }
    main.tell('capture:opening', { path: '/captures/a.pcap', name: 'a.pcap' })
    session.connect(fakeEngine(summaryOf({ problem })).window)
    await settled()
    expect(state().capture).toBeNull()
    expect(state().notice?.detail()).toBe('not a capture /captures/a.pcap Stopped at byte 0.')
    await i18n.changeLanguage('zh-CN')
    expect(state().notice?.title()).toBe('无法读取 a.pcap')
    expect(state().notice?.detail()).toMatch(/^不是抓包文件 /)
    await i18n.changeLanguage('en')
    expect(main.invoked).toContain('capture:close')
  })

  it('keeps what can’t be read where its packets are not to be lost, and asks once', async () => {
    const problem = {
      message: 'not a capture',
      told: NO_CAPTURE,
      path: '/sessions/1/capture.pcapng',
      offset: 0,
      fatal: true,
    }
    main.answerClose(false)
    main.tell('capture:opening', {
      path: '/sessions/1/capture.pcapng',
      name: 'lo',
      other: null,
      files: [''],
      isLive: true,
    })
    const engine = fakeEngine(summaryOf({ problem }))
    session.connect(engine.window)
    await settled()
    engine.progress(summaryOf({ problem, frames: 7 }))
    await settled()
    expect(state()).toMatchObject({ capture: { name: 'lo' }, summary: { frames: 7, problem }, notice: null })
    expect(main.invoked.filter((call) => call === 'capture:close')).toHaveLength(1)
  })

  it('says why a file could not be opened, but not that a dialog was cancelled', async () => {
    main.answerOpen({ ok: false, reason: 'cancelled', message: NOTHING_TOLD })
    await session.choose()
    expect(state().notice).toBeNull()
    main.answerOpen({ ok: false, reason: 'unreadable', message: { en: '/a does not exist', 'zh-CN': '/a 不存在' } })
    await session.open('/a')
    expect(state().notice?.detail()).toBe('/a does not exist')
    await i18n.changeLanguage('zh-CN')
    expect(state().notice?.detail()).toBe('/a 不存在')
    await i18n.changeLanguage('en')
  })

  it('opens what is dropped, and says so where that is no file', async () => {
    session.drop([new File([], 'dropped.pcap')])
    expect(main.invoked).toContain('capture:open /captures/dropped.pcap')
    session.drop([new File([], 'dropped.pcap'), new File([], 'dropped.pcap')])
    expect(main.invoked).toContain('capture:openTwo /captures/dropped.pcap /captures/dropped.pcap')
    session.drop([new File([], 'dropped.pcap'), new File([], 'dropped.pcap'), new File([], 'dropped.pcap')])
    const all = Array(3).fill('/captures/dropped.pcap').join(',')
    expect(main.invoked).toContain(`capture:openAsOne ${all}`)
    session.drop([new File([], 'a picture from a page')])
    expect(state().notice?.title()).toBe('Nothing to open')
  })

  it('keeps what it knows when the engine dies, and connects to the fresh one', async () => {
    session.connect(fakeEngine(summaryOf()).window)
    main.tell('capture:opening', { path: '/captures/a.pcap', name: 'a.pcap' })
    await settled()
    main.tell('engine:gone', { reason: 'It crashed.', path: '/captures/a.pcap' })
    expect(state()).toMatchObject({ gone: { reason: 'It crashed.' }, summary: { flows: 1 } })
    main.tell('capture:opening', { path: '/captures/a.pcap', name: 'a.pcap' })
    session.connect(fakeEngine(summaryOf({ flows: 2 })).window)
    await settled()
    expect(state()).toMatchObject({ gone: null, summary: { flows: 2 } })
  })

  it('tells the engine whose timers to assume, before anything is asked anew; another capture starts with guesses', async () => {
    const engine = fakeEngine(summaryOf())
    const asked: unknown[] = []
    engine.port2.on('message', ({ query, args }: EngineRequest) => asked.push([query, args]))
    session.connect(engine.window)
    main.tell('capture:opening', { path: '/captures/a.pcap', name: 'a.pcap' })
    await settled()
    const { generation } = state()
    session.assume({ client: 'macos' })
    session.assume({ server: 'rfc' })
    expect(state()).toMatchObject({
      assumptions: { client: 'macos', server: 'rfc' },
      generation: generation + 2,
    })
    await settled()
    expect(asked.slice(1)).toEqual([
      ['assume', { client: 'macos', server: 'guess' }],
      ['assume', { client: 'macos', server: 'rfc' }],
    ])
    main.tell('capture:opening', { path: '/captures/b.pcap', name: 'b.pcap' })
    expect(state().assumptions).toEqual({ client: 'guess', server: 'guess' })
  })

  it('sorts numbers from the largest first, names from A, and turns round', () => {
    session.choice.sortBy('bytes')
    expect(state().view).toMatchObject({ sort: 'bytes', descending: true })
    session.choice.sortBy('bytes')
    expect(state().view.descending).toBe(false)
    session.choice.sortBy('client')
    expect(state().view).toMatchObject({ sort: 'client', descending: false })
  })
})

describe('problemText', () => {
  it('adds file and offset only where the sentence lacks them', () => {
    const problem = {
      message: 'a.pcap ends inside a record at byte 120',
      told: alike('a.pcap ends inside a record at byte 120'),
      path: '/captures/a.pcap',
      offset: 120,
      fatal: false,
    }
    expect(problemText(summaryOf({ problem }))).toBe('a.pcap ends inside a record at byte 120')
  })
})
