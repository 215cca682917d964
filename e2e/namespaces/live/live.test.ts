import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Flow } from '../../../src/contracts/flow'
import type { KernelSocket, Lingering } from '../../../src/contracts/sockets'
import { Actor, compileActor } from './actor'
import { WatchedHost } from './host'
import { Network, THERE } from './network'
import { type Expected, SEEN_AFTER_MS, SITUATIONS } from './situations'

/** What the window shows must be right this soon after it can be known. */
const WITHIN_MS = 1000
const PROCESS = 'lastack-actor'
/** Looking for these five digits finds no port that a system chooses itself: those begin at 32768. */
const FIRST_PORT = 15_000
const BURST = 2000
const BURST_PORT = 16_000
const LINGERING_PORT = 16_001
/** TIME_WAIT lasts for 60 s on Linux. */
const LINGERING_MS = 65_000
const EVERYTHING = { text: '', severity: null, state: null, outcome: null, timeRange: null }

const folder = mkdtempSync(join(tmpdir(), 'lastack-live-'))
let network: Network
let host: WatchedHost
let program: string
let lingered: Promise<Lingered>
const actors: Actor[] = []

const actorOn = (where: 'here' | 'there'): Actor => {
  const actor = new Actor(network.prefix(where), program)
  actors.push(actor)
  return actor
}

beforeAll(async () => {
  network = new Network()
  program = compileActor(folder, PROCESS)
  host = new WatchedHost()
  await host.start(join(folder, 'session.pcapng'))
  lingered = linger()
  // Told by the test that waits for it; where that one isn't run, by nobody.
  lingered.catch(() => undefined)
})
beforeEach(() => {
  network.mend()
})
afterAll(async () => {
  for (const actor of actors) actor.end()
  await host.close()
  network.close()
  rmSync(folder, { recursive: true })
})

interface Lingered {
  /** As the board had it last: each reading tells its end more exactly. */
  readonly row: Lingering
  /** This host's by the wire. */
  readonly state: string | undefined
  /** Milliseconds since 1970 when the board had it no more. */
  readonly goneMs: number
}

/** Leaves a connection in TIME_WAIT at this host, and sees how it ends: its minute passes while other tests run. */
async function linger(): Promise<Lingered> {
  const here = actorOn('here')
  const there = actorOn('there')
  await there.do(1, `listen ${THERE} ${LINGERING_PORT} 1`)
  await here.do(2, `connect ${THERE} ${LINGERING_PORT} 1000`)
  await there.do(2, 'accept 1 1000')
  await pause(SEEN_AFTER_MS)
  await here.do(2, 'shutdown')
  await pause(SEEN_AFTER_MS)
  await there.do(2, 'close')
  await here.do(2, 'close')
  const rowOf = () => lingering().find(({ remote }) => remote.port === LINGERING_PORT) ?? null
  let row = await host.until(WITHIN_MS, rowOf, (now) => now !== null)
  // The kernel tells of its socket before the capture brings the last segments.
  const state = await host.until(
    WITHIN_MS,
    () => flowOf(LINGERING_PORT)?.state.client,
    (now) => now === 'TIME_WAIT',
  )
  const note = () => {
    const now = rowOf()
    if (now !== null) row = now
    return now
  }
  await host.until(LINGERING_MS, note, (now) => now === null)
  if (row === null) throw new Error('never seen')
  return { row, state, goneMs: Date.now() }
}

/** The newest flow of a port, as the window's table has it. */
function flowOf(port: number): Flow | null {
  const filter = { ...EVERYTHING, text: `:${port}` }
  const { rows } = host.ask('flows', { sort: 'order', descending: true, filter, from: 0, count: 1 })
  return rows[0] ?? null
}

/** This host's socket by the kernel, joined to a flow. */
function socketOf(flow: Flow): KernelSocket | null {
  const view = host.ask('kernel', { flow: flow.flow })
  return view?.client ?? view?.server ?? null
}

/** What the window's data says, in the shape of what is expected. */
function seen(port: number, { also = [] }: Expected) {
  const flow = flowOf(port)
  if (flow === null) return null
  const socket = socketOf(flow)
  const owner = socket?.owners.find(({ name }) => name === PROCESS)
  return {
    wire: [flow.state.client, flow.state.server],
    verdict: flow.verdict.id,
    also: also.filter((id) => flow.also.some((held) => held.id === id)),
    kernel: socket?.state ?? null,
    owner: owner === undefined ? null : owner.isPast ? 'held' : 'holds',
  }
}

/** Every row of the TIME_WAIT board. */
function lingering(): Lingering[] {
  const rows: Lingering[] = []
  for (;;) {
    const page = host.ask('timeWaits', { from: rows.length, count: 1000 })
    rows.push(...(page?.rows ?? []))
    if (page === null || page.rows.length === 0 || rows.length >= page.total) return rows
  }
}

describe('states, verdict, socket and process of a connection', () => {
  test.each(SITUATIONS.map((situation, index) => ({ ...situation, port: FIRST_PORT + index })))(
    '$name',
    async ({ make, patienceMs, expected, port }) => {
      await make({ network, here: actorOn('here'), there: actorOn('there'), port })
      await pause(patienceMs)
      const right = { also: [], ...expected }
      const look = () => seen(port, expected)
      await host.until(WITHIN_MS, look, (now) => JSON.stringify(now) === JSON.stringify(right)).catch(() => null)
      expect(look()).toEqual(right)
    },
  )
})

describe('TIME_WAIT', () => {
  test('2,000 short connections are all listed with their time, owner and ports', async () => {
    const there = actorOn('there')
    const here = actorOn('here')
    // On two processors the server's FIN may overtake its ACK: a late ACK is answered, the answer reset, and the reset
    // takes the socket out of TIME_WAIT (RFC 1337), one in some ten thousand.
    network.drop('router', 'forward', `tcp sport ${BURST_PORT} tcp flags & rst == rst`)
    await there.do(1, `serve ${BURST_PORT}`)
    expect(await here.tell(2, `burst ${THERE} ${BURST_PORT} ${BURST}`)).toBe(`connected ${BURST}`)
    const budgetOf = () => {
      const board = host.ask('timeWaits', { from: 0, count: 1 })
      return board?.budgets.find(({ remote }) => remote.port === BURST_PORT) ?? null
    }
    const budget = await host.until(WITHIN_MS, budgetOf, (now) => now?.lingering === BURST)
    expect(budget?.used).toBe(BURST)
    const filter = { ...EVERYTHING, text: `:${BURST_PORT}`, state: 'TIME_WAIT' }
    const pageOf = () => host.ask('flows', { sort: 'order', descending: false, filter, from: 0, count: 1 })
    await host.until(WITHIN_MS, pageOf, ({ total }) => total === BURST)
  })

  test('the countdown ends when the kernel lets go of the socket', async () => {
    const { row, state, goneMs } = await lingered
    expect(row).toMatchObject({ by: 'kernel', owner: { name: PROCESS, isPast: true } })
    expect(state).toBe('TIME_WAIT')
    expect(Math.abs(goneMs - Number(row.until / 1_000_000n))).toBeLessThanOrEqual(WITHIN_MS)
  })
})

test('nothing went wrong with the capture', () => {
  expect(host.complaints).toEqual([])
  expect(host.latest?.live?.isFollowing).toBe(true)
})
