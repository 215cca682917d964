import { existsSync, mkdirSync, readdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createSession, findSession, SessionFolder, sessionsIn } from './sessionFolder'
import { freshRoot, record } from './sessions.fixture'

test('a record that was written is read back, and no half-written one stays behind', async () => {
  const session = createSession(freshRoot(), 0)
  session.write(record({ packets: 7 }))
  expect(await session.read()).toEqual(record({ packets: 7 }))
  expect(readdirSync(session.path)).toEqual(['session.json'])
})

test('a damaged record counts as none', async () => {
  const session = createSession(freshRoot(), 0)
  writeFileSync(join(session.path, 'session.json'), '{"state": "capt')
  expect(await session.read()).toBeNull()
})

test('nobody else on this computer may read a session', () => {
  const session = createSession(freshRoot(), 0)
  session.write(record())
  expect(statSync(session.path).mode & 0o077).toBe(0)
  expect(statSync(join(session.path, 'session.json')).mode & 0o077).toBe(0)
})

test('files of a ring come in the order in which they were written', async () => {
  const session = createSession(freshRoot(), 0)
  for (const number of [10, 9, 11]) writeFileSync(join(session.path, `capture-${number}.pcapng`), '')
  writeFileSync(join(session.path, 'notes.txt'), '')
  expect((await session.files()).map((file) => file.slice(session.path.length + 1))).toEqual([
    'capture-9.pcapng',
    'capture-10.pcapng',
    'capture-11.pcapng',
  ])
})

test('two sessions of the same moment are two folders', async () => {
  const root = freshRoot()
  createSession(root, 1000)
  createSession(root, 1000)
  expect(await sessionsIn(root)).toHaveLength(2)
})

test('no name leads out of the folder of sessions', async () => {
  const root = freshRoot()
  createSession(root, 0)
  for (const id of ['..', '../..', 'a/b', '', '.', 'a\\b', 'x'.repeat(65)]) {
    expect(() => new SessionFolder(root, id)).toThrow()
    expect(await findSession(root, id)).toBeNull()
  }
})

test('a link in place of a session is no session, and what it leads to stays', async () => {
  const root = freshRoot()
  const elsewhere = join(root, '..', 'elsewhere')
  mkdirSync(root, { recursive: true })
  mkdirSync(elsewhere)
  writeFileSync(join(elsewhere, 'capture.pcapng'), 'precious')
  symlinkSync(elsewhere, join(root, 'linked'))
  expect(await sessionsIn(root)).toEqual([])
  await new SessionFolder(root, 'linked').remove()
  expect(existsSync(join(elsewhere, 'capture.pcapng'))).toBe(true)
})

test('a link inside a session is deleted with it, what it leads to stays', async () => {
  const root = freshRoot()
  const session = createSession(root, 0)
  const precious = join(root, '..', 'precious.pcapng')
  writeFileSync(precious, 'precious')
  symlinkSync(precious, join(session.path, 'capture.pcapng'))
  expect(await session.files()).toEqual([])
  await session.remove()
  expect(existsSync(session.path)).toBe(false)
  expect(existsSync(precious)).toBe(true)
})
