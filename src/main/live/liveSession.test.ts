import { expect, test } from 'vitest'
import type { CaptureEvent } from '../../contracts/capture'
import { alike, type Told } from '../../contracts/told'
import { type CaptureRun, LiveSession, type StartRun } from './liveSession'
import { createSession } from './sessionFolder'
import { freshRoot, SETTINGS } from './sessions.fixture'
import { starting } from './status'

const STARTED: CaptureEvent = {
  event: 'started',
  engine: 'dumpcap',
  hasKernelTimes: true,
  file: '/s/1.pcapng',
  at: 1000,
}
const COUNTS: CaptureEvent = { event: 'counts', packets: 10, dropped: 0, bytes: 1000 }
const ASKED: CaptureEvent = { event: 'stopped', reason: 'asked', message: '', packets: 12, dropped: 1, bytes: 1200 }

/** A session whose capture process says what the test lets it say. */
function begun() {
  const told: string[] = []
  let say: (event: CaptureEvent) => void = () => undefined
  let end: (why: Told) => void = () => undefined
  const run: CaptureRun = { stop: () => told.push('told to stop') }
  const start: StartRun = (_settings, _file, onEvent, onEnd) => {
    say = onEvent
    end = onEnd
    return run
  }
  const session = new LiveSession(createSession(freshRoot(), 0), starting(SETTINGS), [], {
    onStatus: () => undefined,
    onFile: (_session, file, removed) => told.push(`${file} instead of ${removed}`),
    onOver: () => told.push('over'),
  })
  const started = session.begin(start)
  return { session, started, told, say: (event: CaptureEvent) => say(event), end: (why: string) => end(alike(why)) }
}

test('a capture that starts, counts and is stopped ends stopped, with its record', async () => {
  const { session, started, told, say } = begun()
  say(STARTED)
  expect(await started).toEqual({ ok: true })
  expect((await session.folder.read())?.state).toBe('capturing')
  say(COUNTS)
  expect(session.status).toMatchObject({ state: 'capturing', packets: 10, startedAt: 1000, file: '/s/1.pcapng' })
  const over = session.stop()
  expect(session.status.state).toBe('stopping')
  say(ASKED)
  await over
  expect(session.status).toMatchObject({ state: 'stopped', packets: 12, dropped: 1, isSaved: false })
  expect(await session.folder.read()).toMatchObject({ state: 'stopped', packets: 12 })
  expect(told).toEqual(['told to stop', 'over'])
})

test('a capture process that dies leaves a failed capture with what was written', async () => {
  const { session, started, told, say, end } = begun()
  say(STARTED)
  await started
  say(COUNTS)
  end('The capture process ended by the signal SIGKILL. What it had written is kept.')
  expect(session.status).toMatchObject({
    state: 'failed',
    packets: 10,
    message: alike('The capture process ended by the signal SIGKILL. What it had written is kept.'),
  })
  expect(session.isRunning()).toBe(false)
  expect(told).toEqual(['over'])
  await session.stop()
})

test('a disk that is full ends a capture with the sentence of the capture process', async () => {
  const { session, started, say, end } = begun()
  say(STARTED)
  await started
  say({ ...ASKED, reason: 'disk-full', message: 'The disk is full: 12 packets are kept.' })
  end('The capture process ended.')
  expect(session.status).toMatchObject({ state: 'failed', message: { en: 'The disk is full: 12 packets are kept.' } })
})

test('a refusal, or an end before the start, is the answer to the start', async () => {
  const refused = begun()
  refused.say({ event: 'refused', reason: 'permission', message: 'No rights.', fix: null })
  expect(await refused.started).toEqual({
    ok: false,
    reason: 'permission',
    message: alike('No rights.'),
    fix: null,
  })
  const died = begun()
  died.end('The capture process crashed.')
  expect(await died.started).toMatchObject({ ok: false, reason: 'error' })
  expect(died.session.isRunning()).toBe(false)
})

test('the files of a ring come and go', async () => {
  const { session, started, told, say } = begun()
  say(STARTED)
  await started
  say({ event: 'file', file: '/s/2.pcapng', removed: null })
  say({ event: 'file', file: '/s/3.pcapng', removed: '/s/1.pcapng' })
  expect(session.files()).toEqual(['/s/2.pcapng', '/s/3.pcapng'])
  expect(session.status.file).toBe('/s/3.pcapng')
  expect(told).toEqual(['/s/2.pcapng instead of null', '/s/3.pcapng instead of /s/1.pcapng'])
})

test('a capture saved while it runs counts as unsaved again once more packets come', async () => {
  const { session, started, say } = begun()
  say(STARTED)
  await started
  say(COUNTS)
  session.saved(10)
  expect(session.status.isSaved).toBe(true)
  say({ ...COUNTS, packets: 11 })
  expect(session.status.isSaved).toBe(false)
  say(ASKED)
  session.saved(12)
  expect(session.status.isSaved).toBe(true)
})
