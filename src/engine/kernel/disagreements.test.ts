import { describe, expect, test } from 'vitest'
import { captureOf } from '../../scenario/capture'
import { Judge } from '../verdicts/judge'
import { DISAGREEMENTS, LONE, ON_DEMAND } from './disagreements/index'
import { elsewhere, KERNEL_CASES, type KernelScene } from './disagreements.fixture'
import { CLIENT, listening, SERVER, serverSocket, type Watched, watched } from './kernel.fixture'

const ENDPOINTS = `A = ${CLIENT.address}:${CLIENT.port}\nB = ${SERVER.address}:${SERVER.port}\n`
const WRAP = 'iss A = 4294967290\niss B = 4294967290\n'
const PLAIN = 'iss A = 1000\niss B = 5000\n'

const hostOf = ({ host }: KernelScene): readonly string[] => [host === 'client' ? CLIENT.address : SERVER.address]

/** Reads the scene's table at once and 10 s later, with what was listed before it in front. */
async function told(scene: KernelScene, numbers: string): Promise<Watched> {
  const host = await watched(captureOf(`${ENDPOINTS}${numbers}${scene.events}`), hostOf(scene))
  const quiet = scene.quietMs ?? 2000
  if (scene.before) host.read(quiet - 500, scene.before, scene.table)
  for (const ms of [0, 5000, 10_000]) host.read(quiet + ms, scene.sockets, scene.table)
  return host
}

const idOf = ({ kernel }: Watched): string | null => kernel.view(0)?.disagreement?.id ?? null

test('every rule and no other has its cases', () => {
  expect(Object.keys(KERNEL_CASES).sort()).toEqual([...DISAGREEMENTS, ...ON_DEMAND].map(({ id }) => id).sort())
})

describe.each(Object.entries(KERNEL_CASES))('%s', (id, { fires, nearMiss, severity, sentence, frames }) => {
  test(`holds: ${fires.name}`, async () => {
    const { kernel } = await told(fires, PLAIN)
    expect(kernel.view(0)?.disagreement).toMatchObject({ id, severity, sentence })
  })

  test(`does not hold: ${nearMiss.name}`, async () => {
    expect(idOf(await told(nearMiss, PLAIN))).not.toBe(id)
  })

  test('says the same where the numbers wrap', async () => {
    const { kernel } = await told(fires, WRAP)
    expect(kernel.view(0)?.disagreement).toMatchObject({ id, sentence })
    expect(idOf(await told(nearMiss, WRAP))).not.toBe(id)
  })

  test('is not said of another host', async () => {
    const away = await watched(captureOf(`${ENDPOINTS}${PLAIN}${fires.events}`), ['203.0.113.1'])
    const mine = fires.sockets.map((socket) => ({ ...socket, local: { ...socket.local, address: '203.0.113.1' } }))
    for (const ms of [0, 5000, 10_000]) away.read(2000 + ms, mine, fires.table)
    expect(away.kernel.view(0)).toBeNull()
  })

  test(frames ? 'is the verdict, proved' : 'leaves the verdict to the wire', async () => {
    const host = await told(fires, PLAIN)
    const judge = new Judge(host.core)
    const before = judge.explain(0).verdict.id
    judge.hear(host.kernel.facts)
    const { verdict } = judge.explain(0)
    if (frames === undefined) {
      expect(verdict.id).toBe(before)
      return
    }
    expect(verdict).toMatchObject({ id, severity, certainty: 'proved' })
    expect(verdict.evidence.map(({ frame }) => Number(frame))).toEqual(frames)
    expect(verdict.sentence).toMatch(/^Wire: .*\.$/)
    const { commands } = verdict.nextStep
    for (const command of [commands.linux, commands.macos, commands.windows]) expect(command).not.toBe('')
  })
})

test.each(DISAGREEMENTS.map(({ id }) => id))('%s for less than 300 ms is a race and not told', async (id) => {
  const fires = KERNEL_CASES[id]?.fires as KernelScene
  const host = await watched(captureOf(`${ENDPOINTS}${PLAIN}${fires.events}`), hostOf(fires))
  for (const ms of [0, 100, 299]) host.read((fires.quietMs ?? 2000) + ms, fires.sockets, fires.table)
  expect(idOf(host)).not.toBe(id)
})

test('what holds with a break in it begins anew', async () => {
  const { kernel, read } = await watched(captureOf(`${ENDPOINTS}+0 A > B S\n`), [SERVER.address])
  read(0, [listening()])
  read(200, [listening(), serverSocket({ state: 'ESTABLISHED' })])
  read(400, [listening()])
  expect(kernel.view(0)?.disagreement).toBeNull()
  read(700, [listening()])
  expect(kernel.view(0)?.disagreement?.id).toBe('syn-not-delivered')
})

test('what changes is told once', async () => {
  const { kernel, read, changes } = await watched(captureOf(`${ENDPOINTS}+0 A > B S\n`), [SERVER.address])
  read(100, [listening()])
  read(500, [listening()])
  read(900, [listening()])
  read(1300, [])
  expect(changes).toEqual([[], [0], [], [0]])
  expect(kernel.view(0)).toBeNull()
})

test('progress begins the time anew', async () => {
  const scene = KERNEL_CASES['not-reading']?.fires as KernelScene
  const host = await watched(captureOf(`${ENDPOINTS}${scene.events}`), [SERVER.address])
  const [socket] = scene.sockets
  if (!socket) throw new Error('the case has a socket')
  for (const ms of [0, 2000, 4000, 6000]) {
    host.read(ms, [{ ...socket, metrics: { bytesReceived: 100 + ms } }])
    expect(idOf(host)).toBeNull()
  }
  host.read(9500, [{ ...socket, metrics: { bytesReceived: 6100 } }])
  expect(idOf(host)).toBe('not-reading')
})

describe('sockets that no flow is joined to', () => {
  const page = ({ kernel }: Watched) =>
    kernel.sockets({ sort: 'disagreement', descending: true, text: '', state: null }, 0, 10).rows

  test('a listener whose queue is full', async () => {
    const host = await watched(captureOf(ENDPOINTS), [SERVER.address])
    for (const ms of [0, 500]) host.read(ms, [listening(129)])
    expect(page(host)[0]?.disagreement).toBeNull()
    host.read(1000, [listening(129)])
    expect(page(host)[0]?.disagreement).toEqual({
      id: 'listener-full',
      severity: 'warning',
      title: 'Accept queue full',
      sentence:
        'wire: SYNs towards port 443 go unanswered; kernel: the accept queue is full (129 connections wait where 128 may): nginx (pid 700) does not call accept().',
    })
  })

  test('a SYN that is not captured', async () => {
    const host = await watched(captureOf(ENDPOINTS), [CLIENT.address])
    const socket = elsewhere({ state: 'SYN_SENT', timer: { kind: 'retransmission', leftMs: 100, tries: 2 } })
    for (const ms of [0, 400]) host.read(ms, [socket])
    expect(page(host)[0]?.disagreement?.id).toBe('syn-not-captured')
    host.read(800, [{ ...socket, timer: { kind: 'retransmission', leftMs: 100, tries: 0 } }])
    expect(page(host)[0]?.disagreement).toBeNull()
  })

  test('each has its case', () => {
    expect(LONE.map(({ id }) => id)).toEqual(['listener-full', 'syn-not-captured'])
  })
})
