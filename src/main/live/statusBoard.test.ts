import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { LiveStatus } from '../../contracts/ipc'
import { alike } from '../../contracts/told'
import { NO_CAPTURE } from './status'
import { StatusBoard } from './statusBoard'

beforeEach(() => {
  vi.useFakeTimers({ now: 10_000 })
})
afterEach(() => {
  vi.useRealTimers()
})

function board(): { board: StatusBoard; told: LiveStatus[] } {
  const told: LiveStatus[] = []
  return { board: new StatusBoard(NO_CAPTURE, (status) => told.push(status)), told }
}

test('counts are told at most five times a second, and the last of them always', () => {
  const { board: status, told } = board()
  status.set({ state: 'capturing' })
  told.length = 0
  for (let packets = 1; packets <= 1000; packets++) {
    status.set({ packets })
    vi.advanceTimersByTime(1)
  }
  vi.advanceTimersByTime(200)
  expect(told.length).toBeGreaterThanOrEqual(4)
  expect(told.length).toBeLessThanOrEqual(6)
  expect(told.at(-1)?.packets).toBe(1000)
})

test('a change of state is told at once, with the counts that waited', () => {
  const { board: status, told } = board()
  status.set({ state: 'capturing' })
  status.set({ packets: 5 })
  status.set({ state: 'failed', message: alike('The disk is full.') })
  expect(told.map(({ state, packets }) => [state, packets])).toEqual([
    ['capturing', 0],
    ['failed', 5],
  ])
  vi.advanceTimersByTime(1000)
  expect(told).toHaveLength(2)
})
