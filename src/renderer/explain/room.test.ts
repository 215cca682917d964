import { expect, test } from 'vitest'
import { explainRoom, explainWidth, LEAST_EXPLAIN } from './room'

test('closed, it takes no room and leaves the others theirs', () => {
  expect(explainRoom(false, 1280)).toEqual({ place: 'none', mostFlows: Infinity, mostDetail: Infinity })
})

test('in a small window it stands in place of the verdict, in a wide one beside it', () => {
  expect(explainRoom(true, 1280).place).toBe('instead')
  expect(explainRoom(true, 2560).place).toBe('beside')
})

test('its width is what the user dragged, between the least and what others leave', () => {
  expect(explainWidth('instead', 1280, null, 600)).toBeCloseTo(524.8)
  expect(explainWidth('instead', 1280, 0.3, 600)).toBe(384)
  expect(explainWidth('instead', 1280, 0.9, 600)).toBe(600)
  expect(explainWidth('instead', 1280, 0.1, 600)).toBe(LEAST_EXPLAIN)
})
