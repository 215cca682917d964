import { expect, test } from 'vitest'
import { TookTooLong, withinTime } from './withinTime'

test('work has its result, or its error', () => {
  expect(withinTime(10_000, () => 42)).toBe(42)
  const error = new RangeError('no')
  expect(() =>
    withinTime(10_000, () => {
      throw error
    }),
  ).toThrow(error)
})

test('work that does not end is stopped, and other work goes on', () => {
  let rounds = 0
  const endless = () => {
    for (;;) rounds += 1
  }
  expect(() => withinTime(50, endless)).toThrow(TookTooLong)
  expect(rounds).toBeGreaterThan(0)
  expect(withinTime(10_000, () => 'next')).toBe('next')
})
