import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import type { SocketTable } from '../contracts/sockets'
import { Pace } from './pace'
import { SocketsUnreadable } from './unreadable'
import { SocketWatch } from './watch'

const EMPTY: SocketTable = { at: 0n, sockets: [], ephemeral: null, timeWaitMs: null, lacks: null }

test('reading takes at most a twentieth of the time, between ten times a second and every five seconds', () => {
  expect(new Pace().next(1)).toBe(100)
  expect(new Pace().next(20)).toBe(380)
  expect(new Pace().next(2_000)).toBe(5_000)
})

test('one slow reading among fast ones does not make the next ones rare', () => {
  const pace = new Pace()
  for (let round = 0; round < 20; round += 1) pace.next(5)
  expect(pace.next(100)).toBeLessThan(700)
  for (let round = 0; round < 20; round += 1) pace.next(5)
  expect(pace.next(5)).toBe(100)
})

test('a failing reading becomes one sentence, told once', async () => {
  const problems: (string | null)[] = []
  const watch = new SocketWatch(
    { onTable: () => undefined, onProblem: (problem) => problems.push(problem) },
    async () => {
      throw new SocketsUnreadable('No kernel here')
    },
  )
  watch.start()
  await sleep(50)
  expect(watch.problem).toBe('No kernel here')
  watch.stop()
  expect(problems).toEqual(['No kernel here'])
})

test('tables come until stop, and again after a new start', async () => {
  let tables = 0
  const watch = new SocketWatch(
    {
      onTable: () => {
        tables += 1
      },
      onProblem: () => undefined,
    },
    async () => EMPTY,
  )
  watch.start()
  watch.start()
  await sleep(350)
  watch.stop()
  const before = tables
  expect(before).toBeGreaterThanOrEqual(2)
  expect(before).toBeLessThanOrEqual(4)
  await sleep(250)
  expect(tables).toBe(before)
  watch.start()
  await sleep(20)
  watch.stop()
  expect(tables).toBe(before + 1)
})

test('a reading under way when the watch is stopped is not given', async () => {
  let tables = 0
  const watch = new SocketWatch(
    {
      onTable: () => {
        tables += 1
      },
      onProblem: () => undefined,
    },
    () => sleep(50, EMPTY),
  )
  watch.start()
  watch.stop()
  await sleep(100)
  expect(tables).toBe(0)
})
