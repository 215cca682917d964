import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import type { SocketTable } from '../contracts/sockets'
import { Pace } from './pace'
import { SocketsUnreadable } from './unreadable'
import { SocketWatch } from './watch'

const EMPTY: SocketTable = { at: 0n, sockets: [], ephemeral: null, timeWaitMs: null, lacks: null }

/** Waits after some readings of so many milliseconds each. */
const waitAfter = (wallMs: number): number => {
  const pace = new Pace()
  for (let reading = 0; reading < 6; reading += 1) pace.took(wallMs, 0)
  return pace.waitMs(false, 0)
}

test('readings come between ten times a second and every five seconds, and take a twentieth of the time at most', () => {
  expect(waitAfter(1)).toBe(100)
  expect(waitAfter(14)).toBeCloseTo(420)
  expect(waitAfter(2_000)).toBe(5_000)
})

test('a reading that had to wait for the processor does not make the next ones rare', () => {
  const pace = new Pace()
  pace.took(100, 0)
  expect(pace.waitMs(false, 0)).toBeLessThan(1000)
  pace.took(7, 500)
  pace.took(100, 1000)
  expect(pace.waitMs(false, 1000)).toBeCloseTo(210)
})

test('where processor time is known, a busy machine does not make readings rare', () => {
  const pace = new Pace()
  for (const workMs of [10, 20, 10, 20, 10, 20]) pace.took(800, 0, workMs)
  expect(pace.waitMs(false, 0)).toBeCloseTo(300)
})

test('in a hurry the next reading comes at once, until what was saved up is spent', () => {
  const pace = new Pace()
  let now = 0
  let hurried = 0
  for (; hurried < 1000; hurried += 1) {
    pace.took(14, now)
    if (pace.waitMs(true, now) > 40) break
    now += 54
  }
  expect(hurried).toBeGreaterThan(25)
  expect(hurried).toBeLessThan(40)
  // A minute of quiet, and there are savings again.
  expect(pace.waitMs(true, now + 60_000)).toBe(40)
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

test('a hurry brings the next reading forward, once', async () => {
  let tables = 0
  const watch = new SocketWatch(
    {
      onTable: () => {
        tables += 1
      },
      onProblem: () => undefined,
    },
    () => sleep(30, EMPTY),
  )
  watch.start()
  await sleep(50)
  expect(tables).toBe(1)
  watch.hurry()
  watch.hurry()
  await sleep(150)
  expect(tables).toBe(2)
  watch.stop()
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
