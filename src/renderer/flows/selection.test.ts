import { expect, test } from 'vitest'
import { pickOf, rowRange, toggled } from './selection'

test('a range reaches from the anchor to the target, either way', () => {
  expect(rowRange(4, 6)).toEqual({ from: 4, to: 6, asked: 3 })
  expect(rowRange(4, 1)).toEqual({ from: 1, to: 4, asked: 4 })
})

test('of a long range the rows next to the anchor are taken', () => {
  expect(rowRange(0, 19)).toEqual({ from: 0, to: 7, asked: 20 })
  expect(rowRange(19, 0)).toEqual({ from: 12, to: 19, asked: 20 })
})

test('a flow goes in and out of the selection, which is never empty', () => {
  expect(toggled([1], 2)).toEqual([1, 2])
  expect(toggled([1, 2], 1)).toEqual([2])
  expect(toggled([2], 2)).toEqual([2])
})

test('Shift takes a range, Ctrl or Cmd one more', () => {
  const plain = { ctrlKey: false, metaKey: false, shiftKey: false }
  expect(pickOf(plain)).toBe('only')
  expect(pickOf({ ...plain, ctrlKey: true })).toBe('toggle')
  expect(pickOf({ ...plain, metaKey: true })).toBe('toggle')
  expect(pickOf({ ...plain, shiftKey: true, ctrlKey: true })).toBe('range')
})
