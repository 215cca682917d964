import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import {
  ask,
  captureLoopback,
  capturingPids,
  echoServer,
  killProgram,
  loopback,
  openFiles,
  packetsReach,
  questionsAreAnswered,
  questionsAsked,
  saveDialogAnswers,
  stateIs,
  status,
  talk,
} from './live'
import { expect, freshProfile, test } from './program'

/** A handshake, data and its echo, and the close: no fewer packets than these. */
const PACKETS_OF_TALK = 8

const sessionsOf = (profile: string): string[] => {
  const folder = join(profile, 'sessions')
  return existsSync(folder) ? readdirSync(folder) : []
}

/** Comes with dumpcap. */
const COUNTER = 'capinfos'
const packetsIn = (path: string): number =>
  Number(/Number of packets:\s+(\d+)/.exec(execFileSync(COUNTER, ['-c', '-M', path], { encoding: 'utf8' }))?.[1])

let server: Awaited<ReturnType<typeof echoServer>>
test.beforeEach(async () => {
  server = await echoServer()
})
test.afterEach(() => server.close())

test('flows of loopback show while they are captured, and after the stop', async ({ start }) => {
  const program = await start()
  await captureLoopback(program, server.port)
  const running = await stateIs(program, 'capturing')
  expect(running).toMatchObject({ settings: { interfaces: ['lo'] }, isSaved: false, endedAt: null })
  await talk(server.port)
  await expect(program.flowRows()).toHaveCount(1)
  await talk(server.port)
  await expect(program.flowRows()).toHaveCount(2)
  await packetsReach(program, 2 * PACKETS_OF_TALK)
  expect(await capturingPids(program)).toHaveLength(1)
  await ask(program, 'live:stop')
  const stopped = await stateIs(program, 'stopped')
  expect(stopped.endedAt).toBeGreaterThanOrEqual(stopped.startedAt as number)
  await expect.poll(() => capturingPids(program)).toEqual([])
  await expect(program.flowRows()).toHaveCount(2)
})

test('a capture saved whole holds every packet, and closes without a question', async ({ start }) => {
  const profile = freshProfile()
  const program = await start([], profile)
  await captureLoopback(program, server.port)
  await talk(server.port, 100_000)
  await packetsReach(program, PACKETS_OF_TALK)
  await ask(program, 'live:stop')
  const { packets, file } = await stateIs(program, 'stopped')
  const path = await saveDialogAnswers(program)
  expect((await ask(program, 'capture:save', { what: 'all' }, false, null)).path).toBe(path)
  expect(packetsIn(path)).toBe(packets)
  expect(readFileSync(path).equals(readFileSync(file as string))).toBe(true)
  expect((await status(program)).isSaved).toBe(true)
  expect(await ask(program, 'capture:close')).toBe(true)
  expect(await questionsAsked(program)).toBe(0)
  expect((await status(program)).state).toBe('off')
  await expect.poll(() => sessionsOf(profile)).toEqual([])
})

test('closing a capture that is not saved asks: cancelled it stays, discarded it goes', async ({ start }) => {
  const profile = freshProfile()
  const program = await start([], profile)
  await captureLoopback(program, server.port)
  await talk(server.port)
  await packetsReach(program, PACKETS_OF_TALK)
  await questionsAreAnswered(program, 'Cancel')
  expect(await ask(program, 'capture:close')).toBe(false)
  expect((await status(program)).state).toBe('capturing')
  expect(await ask(program, 'live:start', loopback())).toMatchObject({ ok: false, reason: 'busy' })
  await questionsAreAnswered(program, 'Discard')
  expect(await ask(program, 'capture:close')).toBe(true)
  await expect.poll(() => sessionsOf(profile)).toEqual([])
  await expect.poll(() => capturingPids(program)).toEqual([])
})

test('quitting in the middle of a capture saves it where that is asked for', async ({ start }) => {
  const profile = freshProfile()
  const program = await start([], profile)
  await captureLoopback(program, server.port)
  await talk(server.port)
  await packetsReach(program, PACKETS_OF_TALK)
  const path = await saveDialogAnswers(program)
  await questionsAreAnswered(program, 'Save…')
  await program.close()
  expect(packetsIn(path)).toBeGreaterThanOrEqual(PACKETS_OF_TALK)
  expect(sessionsOf(profile)).toEqual([])
})

test('a capture process that is killed leaves what it wrote, and the window says so', async ({ start }) => {
  const program = await start()
  await captureLoopback(program, server.port)
  await talk(server.port)
  await expect(program.flowRows()).toHaveCount(1)
  await packetsReach(program, PACKETS_OF_TALK)
  const [pid] = await capturingPids(program)
  process.kill(pid as number, 'SIGKILL')
  const { message, file } = await stateIs(program, 'failed')
  expect(message.en).toMatch(/SIGKILL.*kept/)
  expect(packetsIn(file as string)).toBeGreaterThanOrEqual(PACKETS_OF_TALK)
  await expect(program.flowRows()).toHaveCount(1)
  const path = await saveDialogAnswers(program)
  expect((await ask(program, 'capture:save', { what: 'all' }, false, null)).path).toBe(path)
  expect(packetsIn(path)).toBeGreaterThanOrEqual(PACKETS_OF_TALK)
})

test('a capture goes on without its engine, and a fresh engine reads it from its start', async ({ start }) => {
  const program = await start()
  await captureLoopback(program, server.port)
  await talk(server.port)
  await expect(program.flowRows()).toHaveCount(1)
  const [engine] = await program.enginePids()
  process.kill(engine as number, 'SIGKILL')
  await expect(program.alert()).toContainText('The engine stopped.')
  await talk(server.port)
  expect((await status(program)).state).toBe('capturing')
  expect(await ask(program, 'capture:reopen')).toMatchObject({ ok: true })
  await expect(program.flowRows()).toHaveCount(2)
  await talk(server.port)
  await expect(program.flowRows()).toHaveCount(3)
})

test('a program that is killed offers its capture at the next start', async ({ start }) => {
  const profile = freshProfile()
  const first = await start([], profile)
  await captureLoopback(first, server.port)
  await talk(server.port)
  await packetsReach(first, PACKETS_OF_TALK)
  await killProgram(first)
  const second = await start([], profile)
  await questionsAreAnswered(second, 'Discard')
  const [found] = await ask(second, 'live:recoverable')
  expect(found).toMatchObject({ interfaces: ['lo'] })
  expect(found?.bytes).toBeGreaterThan(0)
  expect(await ask(second, 'live:recover', found?.id as string)).toMatchObject({ ok: true })
  await expect(second.flowRows()).toHaveCount(1)
  expect(await status(second)).toMatchObject({ state: 'failed', isSaved: false })
  expect((await status(second)).packets).toBeGreaterThanOrEqual(PACKETS_OF_TALK)
  expect(await ask(second, 'live:recoverable')).toEqual([])
  expect(await ask(second, 'capture:close')).toBe(true)
  await expect.poll(() => sessionsOf(profile)).toEqual([])
})

test('a ring that is read anew after the engine died shows what its files still hold', async ({ start }) => {
  const program = await start()
  await captureLoopback(program, server.port, { ring: { files: 2, fileBytes: 65_536, fileSeconds: null } })
  for (let i = 0; i < 6; i++) await talk(server.port, 50_000)
  await expect.poll(async () => dirname((await status(program)).file ?? '')).toContain('sessions')
  // Files that the ring gave up before they were read hold flows that nobody saw: more are made until two are seen.
  await expect(async () => {
    if ((await program.flowRows().count()) < 2) await talk(server.port, 50_000)
    expect(await program.flowRows().count()).toBeGreaterThanOrEqual(2)
  }).toPass({ timeout: 15_000 })
  const [engine] = await program.enginePids()
  process.kill(engine as number, 'SIGKILL')
  await expect(program.alert()).toContainText('The engine stopped.')
  expect(await ask(program, 'capture:reopen')).toMatchObject({ ok: true })
  await talk(server.port)
  await expect.poll(() => program.flowRows().count()).toBeGreaterThanOrEqual(1)
  expect((await status(program)).state).toBe('capturing')
})

test('chosen flows are saved with their verdicts as comments, while the capture goes on', async ({ start }) => {
  const program = await start()
  await captureLoopback(program, server.port)
  await talk(server.port)
  await talk(server.port)
  await expect(program.flowRows()).toHaveCount(2)
  await packetsReach(program, 2 * PACKETS_OF_TALK)
  const path = await saveDialogAnswers(program)
  const { message } = await ask(program, 'capture:save', { what: 'flows', flows: [0] }, true, null)
  expect(message.en).toMatch(/^\d+ packets saved to/)
  expect(packetsIn(path)).toBeGreaterThanOrEqual(PACKETS_OF_TALK)
  expect(await status(program)).toMatchObject({ state: 'capturing', isSaved: false })
  await talk(server.port)
  await expect(program.flowRows()).toHaveCount(3)
})

test('a capture is never saved over its own file', async ({ start }) => {
  const program = await start()
  await captureLoopback(program, server.port)
  await talk(server.port)
  await packetsReach(program, PACKETS_OF_TALK)
  await ask(program, 'live:stop')
  const { file, packets } = await stateIs(program, 'stopped')
  await saveDialogAnswers(program, file as string)
  expect(await ask(program, 'capture:save', { what: 'all' }, true, null)).toMatchObject({ path: null })
  expect(packetsIn(file as string)).toBe(packets)
})

test('a ring that was cut off is recovered with all the files that it left', async ({ start }) => {
  const profile = freshProfile()
  const first = await start([], profile)
  await captureLoopback(first, server.port, { ring: { files: 3, fileBytes: 65_536, fileSeconds: null } })
  for (let i = 0; i < 8; i++) await talk(server.port, 50_000)
  await packetsReach(first, 8 * PACKETS_OF_TALK)
  await killProgram(first)
  const second = await start([], profile)
  await questionsAreAnswered(second, 'Discard')
  const [found] = await ask(second, 'live:recoverable')
  expect(await ask(second, 'live:recover', found?.id as string)).toMatchObject({ ok: true })
  await expect.poll(() => second.flowRows().count()).toBeGreaterThanOrEqual(2)
  expect((await status(second)).bytes).toBeGreaterThan(65_536)
})

const INTERFACE = 'lkf-gone0'
const PEER = 'lkf-gone1'
const ip = (...words: string[]) => execFileSync('ip', words, { stdio: 'pipe' })

test('an interface that is taken away ends the capture with a sentence', async ({ start }) => {
  ip('link', 'add', INTERFACE, 'type', 'veth', 'peer', 'name', PEER)
  try {
    ip('link', 'set', INTERFACE, 'up')
    const program = await start()
    await questionsAreAnswered(program, 'Discard')
    expect(await ask(program, 'live:start', loopback({ interfaces: [INTERFACE], filter: '' }))).toEqual({ ok: true })
    ip('link', 'del', INTERFACE)
    const { message, endedAt } = await stateIs(program, 'failed')
    expect(message.en).toMatch(/\.$/)
    expect(endedAt).not.toBeNull()
    expect(await capturingPids(program)).toEqual([])
  } finally {
    spawnSync('ip', ['link', 'del', INTERFACE])
  }
})

/** A little more than what a capture leaves free. */
const SMALL_DISK = '560m'

test('a disk that fills up ends the capture before it is full, and the file is whole', async ({ start }) => {
  const profile = freshProfile()
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${SMALL_DISK}`, 'tmpfs', profile])
  try {
    const program = await start([], profile)
    await captureLoopback(program, server.port)
    for (let i = 0; i < 30 && (await status(program)).state === 'capturing'; i++) await talk(server.port, 2_000_000)
    const { message, file, packets } = await stateIs(program, 'failed')
    expect(message.en).toMatch(/free|full|disk/)
    expect(packetsIn(file as string)).toBe(packets)
    await expect(program.flowRows().first()).toBeVisible()
  } finally {
    // The program still holds its profile: the disk goes with the last of its files.
    spawnSync('umount', ['--lazy', profile])
  }
})

test('a filter that does not compile refuses the start with the compiler’s words, and leaves nothing', async ({
  start,
}) => {
  const profile = freshProfile()
  const program = await start([], profile)
  expect(await ask(program, 'live:check', ['lo'], 'tcp port 80')).toBeNull()
  expect(await ask(program, 'live:check', ['lo'], 'tcp prot 80')).toContain('syntax error')
  expect(await ask(program, 'live:start', loopback({ filter: 'tcp prot 80' }))).toMatchObject({
    ok: false,
    reason: 'bad-filter',
  })
  expect(await status(program)).toMatchObject({ state: 'off' })
  expect(sessionsOf(profile)).toEqual([])
})

test('interfaces are listed with what they have carried', async ({ start }) => {
  const program = await start()
  const { interfaces } = await ask(program, 'live:interfaces')
  expect(interfaces.find(({ name }) => name === 'lo')).toMatchObject({ kind: 'loopback', isUp: true, why: null })
  const before = (await ask(program, 'live:traffic')).interfaces.lo?.bytes ?? 0
  await talk(server.port, 10_000)
  expect((await ask(program, 'live:traffic')).interfaces.lo?.bytes).toBeGreaterThan(before + 20_000)
})

test('the program started with -i captures at once', async ({ start }) => {
  const program = await start(['-i', 'lo'])
  await questionsAreAnswered(program, 'Discard')
  expect(await stateIs(program, 'capturing')).toMatchObject({ settings: { interfaces: ['lo'] } })
})

test('neither the window nor main holds rights or captures: another process does', async ({ start }) => {
  const program = await start()
  await captureLoopback(program, server.port)
  await stateIs(program, 'capturing')
  const [capture] = await capturingPids(program)
  const others = await program.app.evaluate(({ app }) => app.getAppMetrics().map(({ pid }) => pid))
  expect(others).not.toContain(capture)
  // A packet socket, or a library that opens one, would show here.
  for (const pid of others) {
    expect(readFileSync(`/proc/${pid}/maps`, 'utf8'), `process ${pid}`).not.toMatch(/libpcap|cap\.node/)
    expect(packetSocketsOf(pid), `process ${pid}`).toEqual([])
  }
})

/** Inodes of the packet sockets that a process holds. */
function packetSocketsOf(pid: number): string[] {
  const inodes = readFileSync('/proc/net/packet', 'utf8')
    .split('\n')
    .slice(1)
    .map((line) => line.trim().split(/\s+/).at(-1) ?? '')
  const links = openFiles(pid)
  return inodes.filter((inode) => inode !== '' && links.includes(`socket:[${inode}]`))
}
