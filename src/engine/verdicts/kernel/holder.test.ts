import { expect, test } from 'vitest'
import { captureOf } from '../../../scenario/capture'
import { CLIENT, listening, SERVER, serverSocket, watched } from '../../kernel/kernel.fixture'
import { Judge } from '../judge'
import { DATA, ENDPOINTS, HANDSHAKE, later } from '../verdict.fixture'

async function court(events: string, ...sockets: ReturnType<typeof serverSocket>[]) {
  const { core, kernel, read } = await watched(captureOf(ENDPOINTS + events), [SERVER.address])
  read(100, sockets)
  const judge = new Judge(core)
  const guessed = judge.explain(0).verdict
  judge.hear(kernel.facts)
  return { guessed, known: judge.explain(0).verdict }
}

test('CLOSE_WAIT: the process that should call close() is named, and its wait is proved', async () => {
  const { guessed, known } = await court(
    `${HANDSHAKE}${DATA}+0.1 A > B F.\n+0.02 B > A .\n${later(60)}`,
    serverSocket({ state: 'CLOSE_WAIT' }),
  )
  expect(guessed).toMatchObject({ id: 'server-not-closing', certainty: 'likely' })
  expect(guessed.sentence).toContain('its application has not called close()')
  expect(known).toMatchObject({ id: 'server-not-closing', certainty: 'proved' })
  expect(known.sentence).toContain('python3 (pid 812) has not called close()')
  expect(known.nextStep.command).toContain('ps -o pid,stat,etime,wchan:24,args -p 812')
})

test('zero window: the process that does not read is named, and how much lies unread', async () => {
  const { guessed, known } = await court(
    `${HANDSHAKE}+0.01 A > B P. (1000)\n+0.01 B > A . win 0\n${later(9)}`,
    serverSocket({ receiveQueue: 65_536 }),
  )
  expect(guessed).toMatchObject({ id: 'zero-window', certainty: 'likely' })
  expect(known).toMatchObject({ id: 'zero-window', certainty: 'proved' })
  expect(known.sentence).toContain('python3 (pid 812) does not read (65.5 kB unread)')
})

test('accept queue: the listener is named, and how many wait', async () => {
  const { guessed, known } = await court(
    `${HANDSHAKE}+0.01 A > B P. (100)\n+1 B > A S. 0:0(0) ack 1\n+2 B > A S. 0:0(0) ack 1\n`,
    listening(129),
  )
  expect(guessed.id).toBe('accept-queue-full')
  expect(known).toMatchObject({ id: 'accept-queue-full', certainty: 'proved' })
  expect(known.sentence).toContain('full (129 connections wait where 128 may), nginx (pid 700) does not call accept()')
})

test("another host's ends stay as guessed", async () => {
  const mine = serverSocket({ state: 'CLOSE_WAIT', local: { ...SERVER, port: 80 }, remote: CLIENT })
  const { guessed, known } = await court(`${HANDSHAKE}${DATA}+0.1 A > B F.\n+0.02 B > A .\n${later(60)}`, mine)
  expect(known).toEqual(guessed)
})
