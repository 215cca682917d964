import fc from 'fast-check'
import { expect, test } from 'vitest'
import { outOfOrder } from './order'
import { Ranges } from './ranges'

test('a set of ranges counts each number once, in whatever order they came', () => {
  const range = fc.tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 20 }))
  fc.assert(
    fc.property(fc.array(range, { maxLength: 20 }), range, (added, [from, length]) => {
      const ranges = new Ranges()
      const numbers = new Set<number>()
      for (const [start, size] of added) {
        ranges.add(start, start + size)
        for (let number = start; number < start + size; number += 1) numbers.add(number)
      }
      const wanted = [...numbers].filter((number) => number >= from && number < from + length)
      expect(ranges.covered(from, from + length)).toBe(wanted.length)
    }),
  )
})

test('out of order is what was overtaken, not what came after it', () => {
  expect([...outOfOrder([1, 2, 3])]).toEqual([])
  expect([...outOfOrder([120, 20, 30, 40])]).toEqual([0])
  expect([...outOfOrder([120, 20])]).toEqual([0])
  expect([...outOfOrder([10, Number.NaN, 20, 90, 40, 50])]).toEqual([3])
})

test('equal times of arrival are in order', () => {
  expect([...outOfOrder([5, 5, 5])]).toEqual([])
})
