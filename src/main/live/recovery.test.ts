import { copyFileSync, existsSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { NOTHING_TOLD } from '../../contracts/told'
import { recoverableSessions } from './recovery'
import { createSession, type SessionFolder } from './sessionFolder'
import { freshRoot, record } from './sessions.fixture'

const SAMPLE = join(__dirname, '..', '..', '..', 'resources', 'samples', 'four-way-close.pcapng')
/** Section and interface of the sample end here at the latest: no packet is whole. */
const BEFORE_PACKETS = 40
const nobody = () => false

function sessionWithPackets(root: string, now: number): SessionFolder {
  const session = createSession(root, now)
  copyFileSync(SAMPLE, session.file)
  return session
}

test('a session that was cut off is offered with what is known of it', async () => {
  const root = freshRoot()
  const session = sessionWithPackets(root, 0)
  session.write(record({ startedAt: 5 }))
  const [found] = await recoverableSessions(root, nobody)
  expect(found).toMatchObject({ id: session.id, startedAt: 5, interfaces: ['lo'] })
  expect(found?.bytes).toBeGreaterThan(0)
  expect(found?.message.en).toBe('Lastack ended while it captured; what was written until then is there.')
})

test('the newest session comes first, and the one in use is not offered', async () => {
  const root = freshRoot()
  const sessions = [1, 2, 3].map((startedAt) => {
    const session = sessionWithPackets(root, startedAt)
    session.write(record({ startedAt, state: 'stopped', message: NOTHING_TOLD }))
    return session
  })
  const found = await recoverableSessions(root, (id) => id === sessions[1]?.id)
  expect(found.map(({ startedAt }) => startedAt)).toEqual([3, 1])
  expect(found[0]?.message.en).toBe('It was stopped, and never saved.')
})

test('a capture without its record is offered all the same', async () => {
  const root = freshRoot()
  const session = sessionWithPackets(root, 0)
  const [found] = await recoverableSessions(root, nobody)
  expect(found).toMatchObject({ id: session.id, interfaces: [] })
  expect(Math.abs(Date.now() - (found?.startedAt ?? 0))).toBeLessThan(60_000)
})

test('sessions without a whole packet, and closed ones, are removed and not offered', async () => {
  const root = freshRoot()
  const empty = createSession(root, 0)
  empty.write(record())
  const headOnly = sessionWithPackets(root, 0)
  truncateSync(headOnly.file, BEFORE_PACKETS)
  const closed = sessionWithPackets(root, 0)
  closed.write(record())
  await closed.markClosed()
  const noCapture = createSession(root, 0)
  writeFileSync(noCapture.file, 'not a capture at all')
  expect(await recoverableSessions(root, nobody)).toEqual([])
  for (const { path } of [empty, headOnly, closed, noCapture]) expect(existsSync(path)).toBe(false)
})

test('where nothing was ever captured there is nothing to recover', async () => {
  expect(await recoverableSessions(freshRoot(), nobody)).toEqual([])
})
